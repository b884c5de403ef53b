import type { MetricKind } from './metric-kind.ts';

/**
 * Customer effort of 2010: "How much effort did you personally have to put forth to handle your request?",
 * 1 very low … 5 very high. Low is good; never mixed with the 1–7 ease scale.
 */
export const cesEffort5 = {
	id: 'ces-effort5',
	valueKind: 'mean',
	direction: 'low',
	scales: [{ min: 1, max: 5 }],
	boxRule: () => ({ hits: [4, 5] }),
	secondary: 'share',
	margin: 0.5,
	defaultTarget: () => 2.5
} as const satisfies MetricKind;
