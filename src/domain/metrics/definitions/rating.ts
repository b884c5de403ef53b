import type { MetricKind, Scale } from './metric-kind.ts';

const scales: readonly Scale[] = [5, 2, 3, 4, 6, 7, 8, 9, 10].flatMap((max) => [
	{ min: 1, max },
	{ min: 0, max }
]);

/** A plain rating on any scale: its mean. A plain rating never becomes NPS. */
export const rating = {
	id: 'rating',
	valueKind: 'mean',
	direction: 'high',
	scales,
	boxRule: () => null,
	secondary: null,
	margin: 0.5,
	// Three quarters of the way up: 4 of 5 on a 1–5 scale.
	defaultTarget: (scale: Scale) => scale.min + (scale.max - scale.min) * 0.75
} as const satisfies MetricKind;
