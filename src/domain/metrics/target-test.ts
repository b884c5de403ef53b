import { binomialTwoSided, studentTwoSided } from './distributions.ts';
import { dense, type Histogram, type SparseHistogram } from './histogram.ts';
import { adjustedNps } from './intervals.ts';
import { resolveMetric, score, type MetricRef } from './score.ts';

/** Answers that are made up beside the real ones: as many as NPS adds, spread over the scale in the same way. */
const PSEUDO = 3;

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
	const { mean, se, goal } =
		made.valueKind === 'nps'
			? npsAgainst(made.promoters, made.detractors, made.n, target)
			: meanAgainst(metric, dense(histogram), made.n, target);
	return studentTwoSided((mean - goal) / se, made.n - 1);
}

function npsAgainst(promoters: number, detractors: number, n: number, target: number) {
	const { c, se } = adjustedNps(promoters, detractors, n);
	return { mean: c, se, goal: target / 100 };
}

function meanAgainst(metric: MetricRef, counts: Histogram, n: number, target: number) {
	const { scale } = resolveMetric(metric);
	const middle = (scale.min + scale.max) / 2;
	const all = [
		...counts.map((count, at) => [at, count] as const),
		[scale.min, PSEUDO / 4],
		[middle, PSEUDO / 2],
		[scale.max, PSEUDO / 4]
	] as const;
	const adjusted = n + PSEUDO;
	const mean = all.reduce((sum, [at, count]) => sum + at * count, 0) / adjusted;
	const variance = all.reduce((sum, [at, count]) => sum + count * (at - mean) ** 2, 0) / adjusted;
	return { mean, se: Math.sqrt(variance / adjusted), goal: target };
}
