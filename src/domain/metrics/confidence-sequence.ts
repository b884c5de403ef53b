import { adjustedMoments } from './answer-values.ts';
import type { Histogram, SparseHistogram } from './histogram.ts';
import { defaultThresholds, judge, type Judged, type Judgement, type Thresholds } from './judge.ts';
import { resolveMetric, score, type Estimate, type MetricRef } from './score.ts';
import { valueRange } from './target.ts';

const ALPHA = 0.05;

/** The number of answers at which the interval is tightest beside the plain one. */
export const TIGHTEST_AT = 200;

/**
 * Half width, in standard deviations, of the 95 % interval that holds at every n at once.
 * @param n answers, at least 1
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas, "Time-uniform central limit theory" (normal mixture)
 */
export function sequenceHalfWidth(n: number, tightestAt = TIGHTEST_AT): number {
	const log = -2 * Math.log(ALPHA);
	const rho2 = (log + Math.log(log) + 1) / tightestAt;
	const spread = n * rho2 + 1;
	return Math.sqrt(((2 * spread) / (n * n * rho2)) * Math.log(Math.sqrt(spread) / ALPHA));
}

/**
 * The value with the interval that may be looked at after every answer; in the value's unit, cut at the ends of its scale.
 * The plain interval, watched from the 10th to the 1,000th answer, lies wholly off the truth at some look in half of all series.
 * The value is the raw one; mean and deviation of the interval are taken with made-up answers, else lopsided scores fail.
 * @throws RangeError for scores outside the scale
 * @see reference "Statistics" §1, simulated in `confidence-sequence.test.ts`
 */
export function confidenceSequence(
	metric: MetricRef,
	histogram: Histogram | SparseHistogram,
	tightestAt = TIGHTEST_AT
): Judged & Pick<Estimate, 'value'> {
	const { n, value, direction } = score(metric, histogram);
	if (n === 0) return { n, value, direction, low: null, high: null };
	const { metric: id, scale } = resolveMetric(metric);
	const { min, max } = valueRange(id, scale);
	const { mean, variance } = adjustedMoments(metric, histogram);
	const half = Math.sqrt(variance) * sequenceHalfWidth(n, tightestAt);
	return { n, value, direction, low: Math.max(min, mean - half), high: Math.min(max, mean + half) };
}

/** `judge` for what is watched all the time: alert rules, walls, verdicts that are looked at daily. */
export const judgeWatched = (
	metric: MetricRef,
	histogram: Histogram | SparseHistogram,
	target: number | null,
	thresholds: Pick<Thresholds, 'minN'> = defaultThresholds
): Judgement => judge(confidenceSequence(metric, histogram), target, thresholds);
