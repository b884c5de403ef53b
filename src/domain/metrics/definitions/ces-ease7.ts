import type { MetricKind } from './metric-kind.ts';

/** Customer effort 2.0, the default: "… made it easy for me to handle my issue", 1 strongly disagree … 7 strongly agree. */
export const cesEase7 = {
	id: 'ces-ease7',
	valueKind: 'mean',
	direction: 'high',
	scales: [{ min: 1, max: 7 }],
	boxRule: () => ({ hits: [5, 7] }),
	secondary: 'share',
	margin: 0.5,
	defaultTarget: () => 5
} as const satisfies MetricKind;
