import { studentQuantile95, Z95 } from './distributions.ts';

/** A 95 % interval in the unit of its value. */
export interface Interval {
	readonly low: number;
	readonly high: number;
}

/** c = p − d and its standard error, both as fractions, after the adjustment. */
export interface AdjustedNps {
	readonly c: number;
	readonly se: number;
}

/** Adjusted Wald for NPS: three made-up answers, 0.75 promoters and 0.75 detractors among them. */
export function adjustedNps(promoters: number, detractors: number, n: number): AdjustedNps {
	const adjusted = n + 3;
	const p = (promoters + 0.75) / adjusted;
	const d = (detractors + 0.75) / adjusted;
	const c = p - d;
	return { c, se: Math.sqrt((p + d - c * c) / adjusted) };
}

/** NPS interval in points, cut at ±100. */
export function npsInterval(promoters: number, detractors: number, n: number): Interval {
	const { c, se } = adjustedNps(promoters, detractors, n);
	return { low: Math.max(-100, 100 * (c - Z95 * se)), high: Math.min(100, 100 * (c + Z95 * se)) };
}

/**
 * Wilson score interval of a share, without continuity correction.
 * @param z quantile; other values than 95 % serve to turn the interval into a p value
 * @returns fractions 0 … 1
 */
export function wilson(hits: number, n: number, z = Z95): Interval {
	const p = hits / n;
	const z2 = z * z;
	const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
	const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
	// At 0 and n the bound is exactly the value; rounding must not push it past.
	return { low: hits === 0 ? 0 : middle - half, high: hits === n ? 1 : middle + half };
}

/**
 * Student t interval of a mean, cut at the ends of its scale; none for n = 1, where nothing is known about the spread.
 * @param range the ends of the scale
 */
export function meanInterval(
	mean: number,
	sd: number,
	n: number,
	range: { readonly min: number; readonly max: number }
): Interval | null {
	if (n < 2) return null;
	const half = (studentQuantile95(n - 1) * sd) / Math.sqrt(n);
	return { low: Math.max(range.min, mean - half), high: Math.min(range.max, mean + half) };
}
