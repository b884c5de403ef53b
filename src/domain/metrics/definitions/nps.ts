import type { MetricKind } from './metric-kind.ts';

/** Net Promoter Score: "How likely are you to recommend … to a friend or colleague?", 0–10. */
export const nps = {
	id: 'nps',
	valueKind: 'nps',
	direction: 'high',
	scales: [{ min: 0, max: 10 }],
	boxRule: () => ({ hits: [9, 10], misses: [0, 6] }),
	secondary: null,
	margin: 20,
	defaultTarget: () => 30
} as const satisfies MetricKind;
