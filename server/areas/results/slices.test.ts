import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newDefinition } from '#domain/metrics/index.ts';
import { tells, toScores, type Counted } from './score-views.ts';

const minN = 5;
const whole = { current: true, currentN: 0, since: null, until: null, before: [] };
const definition = newDefinition({ id: 'd', metric: 'csat', wording: { en: 'How satisfied?' } });

/** A filter by one of some slices, and what is of none of them. */
function chosen(ns: readonly number[], rest: number, at: number): Counted {
	const slices = new Map(ns.map((n, one) => [`s${one}`, n]));
	const all = ns.reduce((sum, n) => sum + n, rest);
	const n = ns[at]!;
	return {
		...whole,
		definition,
		histogram: [0, 0, 0, 0, 0, n],
		leftOut: all - n,
		sliced: { chosen: `s${at}`, slices, all }
	};
}

it('slices that are shown one after the other never leave a few of everything', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 7 }), fc.nat(7), (ns, rest) => {
			const all = ns.reduce((sum, n) => sum + n, rest);
			const shown = ns.filter((n, at) => n >= minN && !tells(chosen(ns, rest, at), minN));
			// Whoever looks at any of them, one by one.
			for (let mask = 0; mask < 2 ** shown.length; mask++) {
				const left = all - shown.reduce((sum, n, at) => sum + ((mask >> at) & 1 ? n : 0), 0);
				if (left !== all) expect(left === 0 || left >= minN).toBe(true);
			}
		}),
		{ numRuns: 500 }
	);
});

it('of three channels with 96, 20 and 3 answers the two largest are not both shown', () => {
	const ns = [96, 20, 3];
	const values = ns.map((_, at) => toScores([chosen(ns, 0, at)], { minN, rankN: 30 })[0]!.value);
	expect(values).toEqual([100, null, null]);
});
