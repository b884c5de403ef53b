import type { MetricId, ScoreView } from '#domain/metrics/index.ts';

/** The looks a score can take on the map. The number stands beside each of them: colour is never alone. */
export type Heat = 'bad-2' | 'bad-1' | 'unclear' | 'good-1' | 'good-2' | 'few' | 'none';

/** Which look a score takes. No score is the same as no answers. */
export function heatOf(score: ScoreView | undefined): Heat {
	if (!score) return 'none';
	switch (score.judgement) {
		case 'good':
			return score.strong ? 'good-2' : 'good-1';
		case 'bad':
			return score.strong ? 'bad-2' : 'bad-1';
		default:
			return score.judgement;
	}
}

/**
 * The score of one metric among those of a touchpoint. A touchpoint asked twice with different wording has two
 * series; the one with more answers is shown on the map, both in the inspector.
 */
export function scoreFor(scores: readonly ScoreView[] | undefined, metric: MetricId | null): ScoreView | undefined {
	let best: ScoreView | undefined;
	for (const score of scores ?? []) {
		if (metric !== null && score.metric !== metric) continue;
		if (!best || score.n > best.n) best = score;
	}
	return best;
}
