import { cesEase7 } from './ces-ease7.ts';
import { cesEffort5 } from './ces-effort5.ts';
import { csat } from './csat.ts';
import type { MetricKind, Scale } from './metric-kind.ts';
import { nps } from './nps.ts';
import { rating } from './rating.ts';

export type { BoxRule, Direction, MetricKind, Scale, ValueKind } from './metric-kind.ts';

/** Every kind of metric the program knows, in the order in which the interface lists them. */
export const metricKinds = {
	nps,
	csat,
	'ces-ease7': cesEase7,
	'ces-effort5': cesEffort5,
	rating
} as const satisfies Record<string, MetricKind>;

export type MetricId = keyof typeof metricKinds;
export const metricIds = Object.keys(metricKinds) as readonly MetricId[];
export const isMetricId = (value: unknown): value is MetricId =>
	typeof value === 'string' && Object.hasOwn(metricKinds, value);

/** The kind behind an id, with the registry's exact types widened to the interface. */
export const metricKind = (id: MetricId): MetricKind => metricKinds[id];

/** May this kind be asked on this scale? */
export const hasScale = (kind: MetricKind, scale: Scale): boolean =>
	kind.scales.some((one) => one.min === scale.min && one.max === scale.max);

/** The scale a kind is asked on when nobody chose another. */
export const defaultScale = (id: MetricId): Scale => metricKinds[id].scales[0]!;
