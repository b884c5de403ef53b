import { resolveMetric, type MetricRef } from './score.ts';

/** What one score of a scale says: good, bad, neither, or – where a metric counts no shares – nothing by itself. */
export type Tone = 'good' | 'mid' | 'bad' | 'plain';

/**
 * The side that a score is on. The box rule says which scores count as hits; the scores as far from the other end are on
 * the other side (4–5 of 5 satisfied: 1–2 dissatisfied). Of effort, where low is good, the hits are the hard cases.
 */
export function toneOf(metric: MetricRef, score: number): Tone {
	const { scale, boxRule, direction } = resolveMetric(metric);
	if (boxRule === null) return 'plain';
	const { hits } = boxRule;
	const misses = boxRule.misses ?? [scale.min + scale.max - hits[1], scale.min + scale.max - hits[0]];
	const within = ([from, to]: readonly [number, number]) => score >= from && score <= to;
	if (within(hits)) return direction === 'high' ? 'good' : 'bad';
	if (within(misses)) return direction === 'high' ? 'bad' : 'good';
	return 'mid';
}
