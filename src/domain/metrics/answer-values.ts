import { dense, MAX_SCORE, type Histogram, type SparseHistogram } from './histogram.ts';
import { resolveMetric, type MetricRef } from './score.ts';

/**
 * What one answer of each score (0 … 10) counts for: the value of every metric is the mean of these over its answers.
 * In the value's unit: NPS 100, 0, −100; shares 100 or 0; means the score itself.
 */
export function answerValues(metric: MetricRef): number[] {
	const { boxRule, valueKind } = resolveMetric(metric);
	const isIn = (range: readonly [number, number] | undefined, at: number) =>
		range !== undefined && at >= range[0] && at <= range[1];
	return Array.from({ length: MAX_SCORE + 1 }, (_, at) => {
		if (valueKind === 'mean') return at;
		return isIn(boxRule?.hits, at) ? 100 : isIn(boxRule?.misses, at) ? -100 : 0;
	});
}

/** Mean and variance of single answers; the variance divides by their number. */
export interface Moments {
	/** Not whole where answers were made up. */
	readonly n: number;
	readonly mean: number;
	readonly variance: number;
}

/** Moments of weighted values; at least one must weigh something. */
export function weightedMoments(weighted: readonly (readonly [value: number, weight: number])[]): Moments {
	let n = 0;
	let sum = 0;
	for (const [value, weight] of weighted) {
		n += weight;
		sum += value * weight;
	}
	const mean = sum / n;
	const squares = weighted.reduce((all, [value, weight]) => all + weight * (value - mean) ** 2, 0);
	return { n, mean, variance: squares / n };
}

/** Moments of the answers as they are; null of none. */
export function answerMoments(metric: MetricRef, histogram: Histogram | SparseHistogram): Moments | null {
	const made = weightedMoments(weighted(metric, histogram));
	return made.n === 0 ? null : made;
}

/**
 * Moments with made-up answers beside the real ones, so that few answers that all say the same still have a spread:
 * for NPS and means ¾ at each end and 1½ in the middle, for shares two hits and two misses.
 * @see reference "Statistics"; Agresti & Coull 1998 for shares
 */
export const adjustedMoments = (metric: MetricRef, histogram: Histogram | SparseHistogram): Moments =>
	weightedMoments([...weighted(metric, histogram), ...pseudoAnswers(metric)]);

function weighted(metric: MetricRef, histogram: Histogram | SparseHistogram): [number, number][] {
	const values = answerValues(metric);
	return dense(histogram).map((count, at) => [values[at]!, count]);
}

function pseudoAnswers(metric: MetricRef): [number, number][] {
	const { scale, valueKind } = resolveMetric(metric);
	if (valueKind === 'share')
		return [
			[0, 2],
			[100, 2]
		];
	const [low, high] = valueKind === 'nps' ? [-100, 100] : [scale.min, scale.max];
	return [
		[low, 0.75],
		[(low + high) / 2, 1.5],
		[high, 0.75]
	];
}
