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
 * The score of one metric among those of a place, or of any: the first, since the server puts the one to show first
 * (`shownFirst`), so that a board, the home page and a heatmap show the same one.
 */
export const scoreFor = (scores: readonly ScoreView[] | undefined, metric: MetricId | null): ScoreView | undefined =>
	scores?.find((score) => metric === null || score.metric === metric);

/**
 * Since when a score is of a new wording, as a day; null when its question is worded as it was among the numbers beside it.
 * @param scores all numbers of the place
 */
export function newWordingSince(scores: readonly ScoreView[] | undefined, score: ScoreView | undefined): string | null {
	if (!score?.current || score.since === null) return null;
	const { since } = score;
	const replaced = scores?.some(
		(other) => other !== score && other.metric === score.metric && other.until !== null && other.until <= since
	);
	return replaced ? since : null;
}
