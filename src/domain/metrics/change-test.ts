import { adjustedMoments } from './answer-values.ts';
import { studentTwoSided } from './distributions.ts';
import type { Histogram, SparseHistogram } from './histogram.ts';
import { score, type MetricRef } from './score.ts';

/**
 * How likely are two windows at least as different as these, when nothing changed? Two-sided; for many comparisons at once.
 * The p of `change` is right for one comparison. Over 100 series without a change, 30 answers before and 200 after,
 * Benjamini–Hochberg on it calls one of them changed in 40 to 60 % of the cases for means near the end of their scale;
 * on this one in at most 14 %. Welch's test with the made-up answers of `adjustedMoments`.
 * @returns null where nothing can be tested: a window of fewer than two answers
 * @see reference "Statistics" §2, simulated in `change-test.test.ts`
 */
export function changeTest(
	metric: MetricRef,
	before: Histogram | SparseHistogram,
	after: Histogram | SparseHistogram
): number | null {
	const [n1, n2] = [score(metric, before).n, score(metric, after).n];
	if (n1 < 2 || n2 < 2) return null;
	const [one, two] = [adjustedMoments(metric, before), adjustedMoments(metric, after)];
	const [v1, v2] = [one.variance / one.n, two.variance / two.n];
	const df = (v1 + v2) ** 2 / (v1 ** 2 / (n1 - 1) + v2 ** 2 / (n2 - 1));
	return studentTwoSided((two.mean - one.mean) / Math.sqrt(v1 + v2), df);
}
