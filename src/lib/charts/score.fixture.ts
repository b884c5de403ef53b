import { metricKind, type MetricId } from '#domain/metrics/index.ts';
import type { ScoreView } from '#domain/metrics/index.ts';

/** A score for tests; what a test says nothing about is unremarkable. */
export function aScore(over: Partial<ScoreView> = {}): ScoreView {
	const metric: MetricId = over.metric ?? 'nps';
	const kind = metricKind(metric);
	return {
		definition: 'd1',
		metric,
		current: true,
		since: null,
		until: null,
		valueKind: kind.valueKind,
		wording: { en: 'How was it?' },
		scale: kind.scales[0]!,
		direction: kind.direction,
		n: 100,
		value: 10,
		low: 0,
		high: 20,
		judgement: 'unclear',
		strong: false,
		histogram: [],
		beside: null,
		target: 30,
		margin: kind.margin,
		...over
	};
}
