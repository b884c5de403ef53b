import {
	change,
	discoveries,
	isShown,
	isStrong,
	judge,
	score,
	total,
	type Direction,
	type Histogram,
	type Judgement,
	type MetricDefinition,
	type MetricId,
	type Scale,
	type ValueKind
} from '#domain/metrics/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';

/** One number with everything that makes it honest. Values in units of the metric: NPS points, %, points of the scale. */
export interface ResultScore {
	/** Id of the locked definition: the series this number belongs to. */
	readonly definition: string;
	readonly metric: MetricId;
	readonly valueKind: ValueKind;
	readonly wording: LocalText;
	readonly scale: Scale;
	readonly direction: Direction;
	readonly n: number;
	/** null when nobody answered, or too few to show it. */
	readonly value: number | null;
	/** 95 % interval; null with the value, and for a mean of one. */
	readonly low: number | null;
	readonly high: number | null;
	readonly judgement: Judgement;
	/** The whole interval is past the target by the definition's margin. */
	readonly strong: boolean;
	/** Count per score 0 … 10; empty when too few answered to show them. */
	readonly histogram: readonly number[];
	/** The other figure: the mean beside a share, the share beside a mean. */
	readonly beside: {
		readonly kind: 'mean' | 'share';
		readonly value: number;
		readonly low: number | null;
		readonly high: number | null;
	} | null;
	readonly target: number;
	readonly margin: number;
	/** Against the window before; only when both have enough answers. */
	readonly change?: {
		readonly difference: number;
		readonly low: number | null;
		readonly high: number | null;
		readonly significant: boolean;
		/** Answers of the window before. */
		readonly n: number;
	};
}

/** What was counted of one definition in one place. */
export interface Counted {
	readonly definition: MetricDefinition;
	readonly histogram: Histogram;
	readonly before: Histogram;
	/** Answers that the filter left out; too few of them would be readable from the difference. */
	readonly leftOut: number;
}

/** A filter whose complement is small is as telling as a small filter (metrics.md). */
const tellsTooMuch = (leftOut: number, minN: number): boolean => leftOut > 0 && leftOut < minN;

/**
 * Numbers of a family of cells that are looked at together: a change is called one only when it also stands
 * Benjamini–Hochberg over the whole family.
 */
export function toScores(counted: readonly Counted[], minN: number): ResultScore[] {
	const changes = counted.map(({ definition, histogram, before, leftOut }) =>
		total(histogram) >= minN && total(before) >= minN && !tellsTooMuch(leftOut, minN)
			? change(definition, before, histogram)
			: null
	);
	const found = discoveries(changes.map((one) => one?.p ?? null));
	return counted.map((one, at) => {
		const moved = changes[at];
		const plain = toScore(one, minN);
		if (!moved) return plain;
		const { difference, low, high, significant } = moved;
		return {
			...plain,
			change: { difference, low, high, significant: significant && found[at]!, n: total(one.before) }
		};
	});
}

function toScore({ definition, histogram, leftOut }: Counted, minN: number): ResultScore {
	const made = score(definition, histogram);
	const thresholds = { minN };
	const base = {
		definition: definition.id,
		metric: definition.metric,
		valueKind: made.valueKind,
		wording: definition.wording,
		scale: definition.scale,
		direction: definition.direction,
		n: made.n,
		target: definition.target,
		margin: definition.margin
	};
	if (!isShown(made, thresholds) || tellsTooMuch(leftOut, minN)) {
		const judgement = made.n === 0 ? 'none' : 'few';
		return { ...base, value: null, low: null, high: null, judgement, strong: false, histogram: [], beside: null };
	}
	return {
		...base,
		value: made.value,
		low: made.low,
		high: made.high,
		judgement: judge(made, definition.target, thresholds),
		strong: isStrong(made, definition.target, definition.margin, thresholds),
		histogram,
		beside: besideOf(made)
	};
}

function besideOf(made: ReturnType<typeof score>): ResultScore['beside'] {
	const other = made.valueKind === 'share' ? made.mean : made.valueKind === 'mean' ? made.share : undefined;
	if (!other || other.value === null) return null;
	return { kind: made.valueKind === 'share' ? 'mean' : 'share', value: other.value, low: other.low, high: other.high };
}
