import { answerValues, weightedMoments } from './answer-values.ts';
import { Z95 } from './distributions.ts';
import { dense, type Histogram, type SparseHistogram } from './histogram.ts';
import type { Interval } from './intervals.ts';
import { resolveMetric, score, type MetricRef } from './score.ts';
import { valueRange } from './target.ts';

/** z(0.999): the limits that one of 500 places leaves by chance. */
const Z998 = 3.090232306167813;

/** Control limits for one number of answers, in the value's unit. */
export interface FunnelLimits {
	/** One of 20 places on the mean lies outside. */
	readonly inner: Interval;
	/** One of 500. */
	readonly outer: Interval;
}

export interface Funnel {
	/** Of all answers of all places. */
	readonly mean: number;
	/** @throws RangeError for n < 1 */
	limits(n: number): FunnelLimits;
}

/**
 * Where the value of a place with n answers may lie when it is like all others: around the mean of all, cut at the ends
 * of the scale. Scores are lopsided, so that the limits are too (Cornish–Fisher, first term).
 * @param whole the answers of all places together
 * @returns null when there are none
 * @see Spiegelhalter 2005, "Funnel plots for comparing institutional performance"; simulated in `funnel.test.ts`
 */
export function funnel(metric: MetricRef, whole: Histogram | SparseHistogram): Funnel | null {
	const mean = score(metric, whole).value;
	if (mean === null) return null;
	const values = answerValues(metric);
	const counts = dense(whole);
	const { n: all, variance } = weightedMoments(counts.map((count, at) => [values[at]!, count]));
	const sd = Math.sqrt(variance);
	const cubes = counts.reduce((sum, count, at) => sum + count * (values[at]! - mean) ** 3, 0) / all;
	const skew = sd === 0 ? 0 : cubes / sd ** 3;
	const { metric: id, scale } = resolveMetric(metric);
	const { min, max } = valueRange(id, scale);
	const at = (n: number, z: number) => {
		const shift = ((z * z - 1) * skew) / (6 * Math.sqrt(n));
		return Math.min(max, Math.max(min, mean + (sd / Math.sqrt(n)) * (z + shift)));
	};
	return {
		mean,
		limits(n) {
			if (!(n >= 1)) throw new RangeError(`no limits for ${n} answers`);
			return {
				inner: { low: at(n, -Z95), high: at(n, Z95) },
				outer: { low: at(n, -Z998), high: at(n, Z998) }
			};
		}
	};
}

/** Points of a curve between the limits, and where its axis ends. */
const CURVE = 48;
const STEPS = [1, 2, 5];

/**
 * The limits for numbers of answers from a little below the smallest to a little above the largest place, evenly on a
 * logarithmic scale that ends at round numbers.
 * @param sizes answers of the places, at least one
 */
export function funnelCurve(made: Funnel, sizes: readonly number[]): (FunnelLimits & { readonly n: number })[] {
	const round = Array.from({ length: 24 }, (_, at) => STEPS[at % 3]! * 10 ** Math.floor(at / 3));
	const [least, most] = [Math.min(...sizes), 1.05 * Math.max(...sizes)];
	const from = round.findLast((one) => one < least) ?? 1;
	const to = round.find((one) => one >= most) ?? most;
	return Array.from({ length: CURVE }, (_, at) => {
		const n = at === CURVE - 1 ? to : from * (to / from) ** (at / (CURVE - 1));
		return { n, ...made.limits(n) };
	});
}
