import { adjustedMoments } from './answer-values.ts';
import { changeTest } from './change-test.ts';
import { discoveries } from './discoveries.ts';
import { normalTwoSided } from './distributions.ts';
import { merge, subtract, total } from './histogram.ts';
import { defaultThresholds, type Thresholds } from './judge.ts';
import { decompose, type ComparedSlice, type SliceEffect } from './mix.ts';
import type { MetricRef } from './score.ts';

interface Explained {
	readonly nBefore: number;
	readonly nAfter: number;
	/** Part of the answers, mean of both windows, 0 … 1. */
	readonly weight: number;
	/** Part of the difference; above 1 where others went the other way. */
	readonly share: number;
}

/** What explains most of a change. */
export type MainCause =
	| (Explained & {
			readonly kind: 'slice';
			readonly id: string;
			/** Did the slice itself change, among all slices looked at? */
			readonly significant: boolean;
			/** And otherwise than the rest? If not, all may have changed alike. */
			readonly apart: boolean;
	  })
	| {
			readonly kind: 'mix';
			readonly share: number;
			/** The slice whose other part of the answers did most; `share` is its own. Null when it may not be named. */
			readonly most: (Explained & { readonly id: string }) | null;
	  };

/**
 * The slice whose own change explains most of the change of all, or the mix: where that explains more than half and no
 * slice that changed by itself explains more. There is no main cause where that slice explains no more than its part of
 * the answers (all changed alike), or where it or all others together are too few to be shown in both windows.
 * @param given slices that share no answer and together are the whole
 * @throws RangeError for scores that are no scores
 */
export function mainCause(
	metric: MetricRef,
	given: readonly ComparedSlice[],
	thresholds: Pick<Thresholds, 'minN'> = defaultThresholds
): MainCause | null {
	const slices = [...given].sort(byId);
	const made = decompose(metric, slices);
	if (made === null || Math.abs(made.difference) < 1e-9) return null;
	const { difference } = made;
	const whole = wholeOf(slices);
	const changed = discoveries(slices.map(({ before, after }) => changeTest(metric, before, after)));
	const own = largest(made.slices, (effect) => effect.rate / difference);
	const mixShare = made.mix / difference;
	const proven = made.slices.some((effect, at) => changed[at] && effect.rate / difference > mixShare);
	if (mixShare > 0.5 && !proven) {
		const most = largest(made.slices, (effect) => effect.mix / difference);
		return { kind: 'mix', share: mixShare, most: isNamed(most, whole, thresholds) ? explained(most) : null };
	}
	if (!isNamed(own, whole, thresholds) || own.share <= own.weight + 1e-9) return null;
	const apart = discoveries(slices.map((slice) => differsFromRest(metric, slice, whole)));
	return { kind: 'slice', ...explained(own), significant: changed[own.at]!, apart: apart[own.at]! };
}

type Whole = Pick<ComparedSlice, 'before' | 'after'>;
type Part = SliceEffect & { readonly at: number; readonly share: number };

const wholeOf = (slices: readonly ComparedSlice[]): Whole => ({
	before: merge(...slices.map(({ before }) => before)),
	after: merge(...slices.map(({ after }) => after))
});

/** In whatever order slices come, the same sums and the same answer. */
const byId = (a: { readonly id: string | null }, b: { readonly id: string | null }): number =>
	(a.id ?? '') < (b.id ?? '') ? -1 : 1;

function largest(slices: readonly SliceEffect[], share: (one: SliceEffect) => number): Part {
	const parts = slices.map((one, at) => ({ ...one, at, share: share(one) }));
	return parts.sort((a, b) => b.share - a.share || byId(a, b))[0]!;
}

/** What is said of a slice is said of the others too: both must be enough to be shown. */
function isNamed(part: Part, whole: Whole, { minN }: Pick<Thresholds, 'minN'>): part is Part & { readonly id: string } {
	const isEnough = (n: number, all: number) => n >= minN && all - n >= minN;
	return part.id !== null && isEnough(part.nBefore, total(whole.before)) && isEnough(part.nAfter, total(whole.after));
}

const explained = ({ id, nBefore, nAfter, weight, share }: Part & { readonly id: string }) => ({
	id,
	nBefore,
	nAfter,
	weight,
	share
});

/** p of "its change is that of the others", with made-up answers; null where one of the four has fewer than two answers. */
function differsFromRest(metric: MetricRef, slice: ComparedSlice, whole: Whole): number | null {
	const four = [
		slice.before,
		slice.after,
		subtract(whole.before, slice.before),
		subtract(whole.after, slice.after)
	] as const;
	if (four.some((one) => total(one) < 2)) return null;
	const [a, b, c, d] = four.map((one) => adjustedMoments(metric, one));
	const variance = [a!, b!, c!, d!].reduce((sum, one) => sum + one.variance / one.n, 0);
	return normalTwoSided((b!.mean - a!.mean - (d!.mean - c!.mean)) / Math.sqrt(variance));
}
