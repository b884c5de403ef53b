import { adjustedMoments } from './answer-values.ts';
import { normalTwoSided, Z95 } from './distributions.ts';
import { dense, total, type Histogram, type SparseHistogram } from './histogram.ts';
import { resolveMetric, score, type MetricRef } from './score.ts';
import { valueRange } from './target.ts';

/** z(0.8): a difference of this power is found in four of five cases. */
const Z80 = 0.8416212335729143;
const BOTH = Z95 + Z80;

/**
 * The smallest difference of two windows that is found with 80 % power at 5 %, two-sided; in the unit of `sd`.
 * @param sd of single answers
 */
export const detectableDifference = (sd: number, nBefore: number, nAfter: number): number =>
	BOTH * sd * Math.sqrt(1 / nBefore + 1 / nAfter);

/**
 * Answers that each window needs for such a difference to be found with 80 % power at 5 %, two-sided.
 * @param nBefore when the window before is over: then only the one after can still grow
 * @returns null when no number of answers after is enough for so few before
 * @throws RangeError when there is no difference to find
 */
export function answersNeeded(sd: number, difference: number, nBefore?: number): number | null {
	if (!(Math.abs(difference) > 0)) throw new RangeError('no difference to find');
	const each = ((BOTH * sd) / difference) ** 2;
	if (nBefore === undefined) return Math.ceil(2 * each);
	return nBefore > each ? Math.ceil(1 / (1 / each - 1 / nBefore)) : null;
}

/**
 * How large a change of this metric would have been seen with these answers; in the value's unit.
 * The spread is that within the windows, with the made-up answers of `adjustedMoments`.
 * @returns null when a window is empty, or when the whole scale would not have been enough
 */
export function detectableChange(
	metric: MetricRef,
	before: Histogram | SparseHistogram,
	after: Histogram | SparseHistogram
): number | null {
	const counts = [score(metric, before).n, score(metric, after).n] as const;
	if (counts[0] === 0 || counts[1] === 0) return null;
	const [one, two] = [adjustedMoments(metric, before), adjustedMoments(metric, after)];
	const variance = (one.variance * one.n + two.variance * two.n) / (one.n + two.n);
	const found = detectableDifference(Math.sqrt(variance), ...counts);
	const { metric: id, scale } = resolveMetric(metric);
	const { min, max } = valueRange(id, scale);
	return found > max - min ? null : found;
}

/**
 * Answers that a fall (or rise) of so much needs to be seen, when answers spread as these do.
 * @param histogram the window before
 * @param grows which windows still can: `both` gives the size of each, `after` takes the answers before as they are
 * @returns null when nobody has answered, or when no number of answers after is enough
 * @throws RangeError for a difference of 0
 */
export function answersForChange(
	metric: MetricRef,
	histogram: Histogram | SparseHistogram,
	difference: number,
	grows: 'both' | 'after' = 'both'
): number | null {
	const n = total(dense(histogram));
	if (n === 0) return null;
	const sd = Math.sqrt(adjustedMoments(metric, histogram).variance);
	return answersNeeded(sd, difference, grows === 'after' ? n : undefined);
}

/**
 * How single answers spread that were given, with the made-up answers of `adjustedMoments`; in the value's unit.
 * @returns null when nobody has answered
 */
export const spreadOf = (metric: MetricRef, histogram: Histogram | SparseHistogram): number | null =>
	total(dense(histogram)) === 0 ? null : Math.sqrt(adjustedMoments(metric, histogram).variance);

/**
 * How likely a true difference between two windows is found (two-sided, 5 %), where single answers spread like that.
 * @returns 0 … 1
 */
export function powerFor(sd: number, difference: number, nBefore: number, nAfter: number): number {
	const shift = Math.abs(difference) / (sd * Math.sqrt(1 / nBefore + 1 / nAfter));
	const below = (z: number): number => (z < 0 ? normalTwoSided(z) / 2 : 1 - normalTwoSided(z) / 2);
	return below(shift - Z95) + below(-shift - Z95);
}
