import { detectableDifference, powerFor, spreadOf } from './detectable.ts';
import type { Histogram } from './histogram.ts';
import { resolveMetric, type MetricRef } from './score.ts';
import { valueRange } from './target.ts';

/** Answers in each of two windows for which a dictionary says what they can show. */
export const toldAnswers = [30, 100, 400, 1000] as const;

/** What so many answers before and as many after can show. */
export interface SeenFall {
	readonly n: number;
	/** The smallest fall (or rise) that is seen in four of five cases; null: the whole scale would not be enough. */
	readonly fall: number | null;
	/** How often a change by the margin is seen, 0 … 1. */
	readonly ofMargin: number;
}

/**
 * What changes of a metric are seen at which n, where answers spread as these do.
 * @returns empty when nobody has answered: then nobody knows how they spread
 */
export function seenFalls(metric: MetricRef, histogram: Histogram, margin: number): SeenFall[] {
	const sd = spreadOf(metric, histogram);
	if (sd === null || !(sd > 0)) return [];
	const { metric: id, scale } = resolveMetric(metric);
	const { min, max } = valueRange(id, scale);
	return toldAnswers.map((n) => {
		const fall = detectableDifference(sd, n, n);
		return { n, fall: fall > max - min ? null : fall, ofMargin: powerFor(sd, margin, n, n) };
	});
}
