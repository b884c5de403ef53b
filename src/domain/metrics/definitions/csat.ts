import type { MetricKind, Scale } from './metric-kind.ts';

/** How many scores at the top count as satisfied, by the number of points of the scale. */
const topBox: Readonly<Record<number, number>> = { 2: 1, 3: 1, 4: 2, 5: 2, 6: 2, 7: 2, 10: 3 };

const scaleOf = (points: number): Scale => (points === 2 ? { min: 0, max: 1 } : { min: 1, max: points });

/**
 * Customer satisfaction: the share of top scores; the mean stands beside it and is never mixed in.
 * Binary (bad 0, good 1) gives good/(good + bad).
 */
export const csat = {
	id: 'csat',
	valueKind: 'share',
	direction: 'high',
	scales: [5, 2, 3, 4, 6, 7, 10].map(scaleOf),
	boxRule: (scale: Scale) => ({ hits: [scale.max - topBox[scale.max - scale.min + 1]! + 1, scale.max] }),
	secondary: 'mean',
	margin: 10,
	defaultTarget: () => 80
} as const satisfies MetricKind;
