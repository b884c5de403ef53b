import { countBetween, type BoxRule, type Direction, type Scale, type ValueKind } from './definitions/metric-kind.ts';
import { defaultScale, metricKind, type MetricId } from './definitions/index.ts';
import { dense, total, type Histogram, type SparseHistogram } from './histogram.ts';
import { meanInterval, npsInterval, wilson } from './intervals.ts';

/** A metric by its id on its default scale, or with the scale and box rule that a definition locked. */
export type MetricRef =
	MetricId | { readonly metric: MetricId; readonly scale?: Scale; readonly boxRule?: BoxRule | null };

/** A value with its 95 % interval. `value` is null when nobody answered; `low`/`high` when there is no interval (a mean of one answer). */
export interface Estimate {
	readonly n: number;
	readonly value: number | null;
	readonly low: number | null;
	readonly high: number | null;
}

/** Share in %, with its numerator. */
export interface ShareEstimate extends Estimate {
	readonly hits: number;
}

/** Mean in points of the scale, with the sample deviation (n − 1); null for n < 2. */
export interface MeanEstimate extends Estimate {
	readonly sd: number | null;
}

interface ScoreBase extends Estimate {
	readonly metric: MetricId;
	readonly scale: Scale;
	readonly direction: Direction;
}
export interface NpsScore extends ScoreBase {
	readonly valueKind: 'nps';
	readonly promoters: number;
	readonly passives: number;
	readonly detractors: number;
}
export interface ShareScore extends ScoreBase, ShareEstimate {
	readonly valueKind: 'share';
	/** Shown beside the share, never mixed into it. */
	readonly mean?: MeanEstimate;
}
export interface MeanScore extends ScoreBase, MeanEstimate {
	readonly valueKind: 'mean';
	/** Share of "high effort" or of "easy"; absent for a plain rating. */
	readonly share?: ShareEstimate;
}
export type Score = NpsScore | ShareScore | MeanScore;

/** A metric reference with everything filled in. */
export function resolveMetric(ref: MetricRef): {
	metric: MetricId;
	scale: Scale;
	boxRule: BoxRule | null;
	valueKind: ValueKind;
	direction: Direction;
} {
	const given = typeof ref === 'string' ? { metric: ref } : ref;
	const kind = metricKind(given.metric);
	const scale = given.scale ?? defaultScale(given.metric);
	return {
		metric: given.metric,
		scale,
		boxRule: given.boxRule === undefined ? kind.boxRule(scale) : given.boxRule,
		valueKind: kind.valueKind,
		direction: kind.direction
	};
}

/**
 * The value of a metric over a histogram, with its 95 % interval: NPS in points (−100 … 100), shares in %, means on the scale.
 * Counts outside the scale are refused: they can only come from a wrong join.
 * @throws RangeError
 */
export function score(metric: MetricRef, histogram: Histogram | SparseHistogram): Score {
	const { metric: id, scale, boxRule, valueKind, direction } = resolveMetric(metric);
	const counts = dense(histogram);
	const inside = countBetween(counts, [scale.min, scale.max]);
	if (inside !== total(counts)) throw new RangeError(`${id} has scores outside ${scale.min}–${scale.max}`);
	const base = { metric: id, scale, direction };
	switch (valueKind) {
		case 'nps':
			return { ...base, valueKind, ...npsOf(counts, boxRule!) };
		case 'share':
			return {
				...base,
				valueKind,
				...shareOf(counts, boxRule!),
				...(metricKind(id).secondary === 'mean' ? { mean: meanOf(counts, scale) } : {})
			};
		case 'mean':
			return {
				...base,
				valueKind,
				...meanOf(counts, scale),
				...(metricKind(id).secondary === 'share' ? { share: shareOf(counts, boxRule!) } : {})
			};
	}
}

function npsOf(counts: Histogram, rule: BoxRule) {
	const n = total(counts);
	const promoters = countBetween(counts, rule.hits);
	const detractors = countBetween(counts, rule.misses!);
	const parts = { n, promoters, passives: n - promoters - detractors, detractors };
	if (n === 0) return { ...parts, value: null, low: null, high: null };
	return { ...parts, value: (100 * (promoters - detractors)) / n, ...npsInterval(promoters, detractors, n) };
}

/** Share of the hits in %, with Wilson's interval. */
export function shareOf(counts: Histogram, rule: BoxRule): ShareEstimate {
	const n = total(counts);
	const hits = countBetween(counts, rule.hits);
	if (n === 0) return { n, hits, value: null, low: null, high: null };
	const { low, high } = wilson(hits, n);
	return { n, hits, value: (100 * hits) / n, low: 100 * low, high: 100 * high };
}

/** Mean with Student's interval, which stays on the scale. */
export function meanOf(counts: Histogram, scale: Scale): MeanEstimate {
	const n = total(counts);
	if (n === 0) return { n, value: null, sd: null, low: null, high: null };
	const value = counts.reduce((sum, count, at) => sum + count * at, 0) / n;
	if (n === 1) return { n, value, sd: null, low: null, high: null };
	const squares = counts.reduce((sum, count, at) => sum + count * (at - value) ** 2, 0);
	const sd = Math.sqrt(squares / (n - 1));
	return { n, value, sd, ...meanInterval(value, sd, n, scale)! };
}
