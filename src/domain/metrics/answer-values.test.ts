import fc from 'fast-check';
import { expect, it } from 'vitest';
import { adjustedMoments, answerMoments } from './answer-values.ts';
import { merge, metricIds, score } from './index.ts';
import { adjustedNps } from './intervals.ts';

/** Scores that are on every default scale. */
const histogram = fc.array(fc.nat(60), { minLength: 5, maxLength: 5 }).map((counts) => merge([0, ...counts]));

it('the value of every metric is the mean of what its answers count for', () => {
	fc.assert(
		fc.property(fc.constantFrom(...metricIds), histogram, (metric, counts) => {
			const made = score(metric, counts);
			const moments = answerMoments(metric, counts);
			expect(moments === null).toBe(made.n === 0);
			if (moments === null) return;
			expect(moments.n).toBe(made.n);
			expect(moments.mean).toBeCloseTo(made.value!, 9);
			if (made.valueKind === 'mean' && made.n > 1)
				expect(Math.sqrt((moments.variance * made.n) / (made.n - 1))).toBeCloseTo(made.sd!, 9);
		})
	);
});

it('made-up answers are those of the intervals', () => {
	const { c, se } = adjustedNps(30, 20, 100);
	const nps = adjustedMoments('nps', { 10: 30, 8: 50, 3: 20 });
	expect(nps.mean).toBeCloseTo(100 * c, 9);
	expect(Math.sqrt(nps.variance / nps.n)).toBeCloseTo(100 * se, 9);
	expect(adjustedMoments('csat', { 5: 8 })).toMatchObject({ n: 12, mean: expect.closeTo(1000 / 12, 9) });
	expect(adjustedMoments('ces-ease7', {})).toEqual({ n: 3, mean: 4, variance: 4.5 });
});
