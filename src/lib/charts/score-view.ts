import type { Direction, Judgement, MetricId, Scale } from '#domain/metrics/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';

/** One number of the results contract, as the API and the live feed send it. Values in units of the metric. */
export interface ScoreView {
	/** Id of the locked definition: the series this number belongs to. */
	readonly definition: string;
	readonly metric: MetricId;
	/** The question as it was asked. */
	readonly wording: LocalText;
	readonly scale: Scale;
	readonly direction: Direction;
	readonly n: number;
	/** null when nobody answered, or when too few did to show it. */
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
	readonly judgement: Judgement;
	/** Past the target by the definition's margin: the darker colour is fair. */
	readonly strong: boolean;
	/** Count per score 0 … 10; empty when too few answered to show them. */
	readonly histogram: readonly number[];
	readonly target: number | null;
	/** Against the period before, only there when both have enough answers. */
	readonly change?: {
		readonly difference: number;
		readonly low: number | null;
		readonly high: number | null;
		readonly significant: boolean;
		/** Answers of the period before. */
		readonly n: number;
	};
	/** The other figure: the mean beside a share, the share beside a mean. */
	readonly beside: {
		readonly kind: 'mean' | 'share';
		readonly value: number;
		readonly low: number | null;
		readonly high: number | null;
	} | null;
	readonly margin: number;
}

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
