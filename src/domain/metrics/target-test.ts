import { adjustedMoments } from './answer-values.ts';
import { binomialTwoSided, studentTwoSided } from './distributions.ts';
import type { Histogram, SparseHistogram } from './histogram.ts';
import { score, type MetricRef } from './score.ts';

/**
 * How likely are answers at least as far from the target as these, were the truth exactly on it? Two-sided.
 * An ordinary t test is wrong here: where nearly everybody says the same there is almost no spread, and Benjamini–Hochberg
 * over 200 cells on target colours one of them in 16 to 100 % of maps. With mean and variance taken with three made-up
 * answers (¾ at each end of the scale, 1½ in its middle) and the exact binomial test of shares it does in at most 8 %.
 * @param target in the value's own unit
 * @returns null where nothing can be tested: no answers, or a mean or an NPS of one
 * @see reference "Statistics", simulated in `target-test.test.ts`; shares: Clopper & Pearson 1934
 */
export function targetTest(metric: MetricRef, histogram: Histogram | SparseHistogram, target: number): number | null {
	const made = score(metric, histogram);
	if (made.n === 0) return null;
	if (made.valueKind === 'share') return binomialTwoSided(made.hits, made.n, Math.min(1, Math.max(0, target / 100)));
	if (made.n < 2) return null;
	const { n, mean, variance } = adjustedMoments(metric, histogram);
	return studentTwoSided((mean - target) / Math.sqrt(variance / n), made.n - 1);
}
