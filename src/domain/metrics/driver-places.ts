import type { Direction, Scale } from './definitions/index.ts';
import type { Histogram } from './histogram.ts';
import { meanOf } from './score.ts';

/**
 * Where a driver stands among the others: `fix` important and weak, `keep` important and strong, `later` less important and
 * weak, `enough` less important and strong; `unclear` where an interval lies across a line.
 */
export const driverPlaces = ['fix', 'keep', 'later', 'enough', 'unclear'] as const;
export type DriverPlace = (typeof driverPlaces)[number];

export interface Span {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

/** On which side of a line a whole interval lies; null: across it. */
const side = ({ low, high }: Span, line: number): 'above' | 'below' | null =>
	low === null || high === null ? null : low > line ? 'above' : high < line ? 'below' : null;

export function placeOf(
	importance: Span,
	performance: Span,
	lines: { readonly importance: number; readonly performance: number }
): DriverPlace {
	const [important, strong] = [side(importance, lines.importance), side(performance, lines.performance)];
	if (important === null || strong === null) return 'unclear';
	if (important === 'above') return strong === 'above' ? 'keep' : 'fix';
	return strong === 'above' ? 'enough' : 'later';
}

/**
 * The mean of the answers as a part of its scale, 0 the worst and 100 the best end: metrics that are asked on different
 * scales stand on one. null where nobody answered.
 */
export function performanceOf(histogram: Histogram, scale: Scale, direction: Direction): Span | null {
	const { value, low, high } = meanOf(histogram, scale);
	if (value === null) return null;
	const part = (mean: number): number => {
		const share = (100 * (mean - scale.min)) / (scale.max - scale.min);
		return direction === 'low' ? 100 - share : share;
	};
	if (low === null || high === null) return { value: part(value), low: null, high: null };
	const [a, b] = [part(low), part(high)];
	return { value: part(value), low: Math.min(a, b), high: Math.max(a, b) };
}
