import { changeTest } from './change-test.ts';
import { discoveries } from './discoveries.ts';
import { total } from './histogram.ts';
import { defaultThresholds, type Thresholds } from './judge.ts';
import { decompose, type ComparedSlice } from './mix.ts';
import type { MetricRef } from './score.ts';

/** How many of several slices a change is one of. */
export interface Concerned {
	/** Those that changed themselves, and the way the whole did; what did most first. */
	readonly ids: readonly string[];
	/** Among so many that can be compared. */
	readonly of: number;
	/** Part of the change that they explain together; above 1 where others went the other way. */
	readonly share: number;
	readonly nBefore: number;
	readonly nAfter: number;
}

/**
 * Which of several slices – shops, say – a change is one of: their own change is proven (Benjamini–Hochberg at 10 % over
 * all that can be compared, with the test for many, `changeTest`) and goes the way of the whole; what they explain together
 * is their part of Kitagawa's decomposition. Null where fewer than two can be compared, where none or all of them changed,
 * and where those named or all others together are too few to be shown.
 * @param given slices that share no answer and together are the whole; one without an id is the rest, and never named
 * @see Benjamini & Hochberg 1995; Kitagawa 1955
 */
export function concerned(
	metric: MetricRef,
	given: readonly ComparedSlice[],
	{ minN }: Pick<Thresholds, 'minN'> = defaultThresholds
): Concerned | null {
	const made = decompose(metric, given);
	if (made === null || Math.abs(made.difference) < 1e-9) return null;
	const effects = given.map((slice, at) => ({ slice, effect: made.slices[at]! }));
	const compared = effects.filter(
		({ slice, effect }) => slice.id !== null && effect.nBefore >= minN && effect.nAfter >= minN
	);
	const proven = discoveries(compared.map(({ slice: { before, after } }) => changeTest(metric, before, after)));
	const found = compared
		.filter(({ effect }, at) => proven[at] && effect.rate * made.difference > 0)
		.sort((a, b) => Math.abs(b.effect.rate) - Math.abs(a.effect.rate) || (a.slice.id! < b.slice.id! ? -1 : 1));
	if (compared.length < 2 || found.length === 0 || found.length === compared.length) return null;
	const sum = (of: (one: (typeof found)[number]) => number) => found.reduce((all, one) => all + of(one), 0);
	const [nBefore, nAfter] = [sum(({ effect }) => effect.nBefore), sum(({ effect }) => effect.nAfter)];
	const whole = (window: 'before' | 'after') => given.reduce((n, slice) => n + total(slice[window]), 0);
	if (whole('before') - nBefore < minN || whole('after') - nAfter < minN) return null;
	return {
		ids: found.map(({ slice }) => slice.id!),
		of: compared.length,
		share: sum(({ effect }) => effect.rate) / made.difference,
		nBefore,
		nAfter
	};
}
