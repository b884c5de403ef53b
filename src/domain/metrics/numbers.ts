import * as v from 'valibot';
import type { LocalText } from '../shared/locale.ts';
import type { View } from '../shared/view.ts';
import { meanInterval } from './intervals.ts';
import { medianOf, momentsOf, quantile, STEPS, type Sketch } from './sketch.ts';

/** What a series of numbers is tied to: another wording, unit or end is another series. */
export interface NumberDefinition {
	readonly id: string;
	readonly wording: LocalText;
	readonly unit: LocalText;
	/** What an answer is at least and at most; null: open. */
	readonly min: number | null;
	readonly max: number | null;
}

const LocalTextView = v.object({ en: v.optional(v.string()), 'zh-CN': v.optional(v.string()) });
const value = v.nullable(v.number());
const Day = v.nullable(v.pipe(v.string(), v.isoDate()));

export const NumberSchema = v.object({
	definition: v.pipe(v.string(), v.description('Id of the locked definition: the series this number belongs to.')),
	wording: v.pipe(LocalTextView, v.description('The question as it was asked.')),
	unit: v.pipe(LocalTextView, v.description('What is counted: minutes, ¥; empty when the question names none.')),
	min: v.pipe(value, v.description('What an answer is at least; null: open.')),
	max: v.pipe(value, v.description('What an answer is at most; null: open.')),
	current: v.pipe(v.boolean(), v.description('Asked now, or the last that was asked.')),
	since: v.pipe(Day, v.description('First day on which this wording was asked here; null when nobody knows.')),
	until: v.pipe(Day, v.description('Day on which another wording took its place; null while current.')),
	n: v.number(),
	median: v.pipe(
		value,
		v.description(
			'The middle answer, of an even number the mean of the two in the middle; to 1 % of itself, exact for whole numbers up to 100. Null when too few answered to show it.'
		)
	),
	p10: v.pipe(value, v.description('A tenth of the answers is at most this; to 1 %, from ten answers on.')),
	p90: v.pipe(value, v.description('Nine tenths of the answers are at most this; to 1 %, from ten answers on.')),
	mean: v.pipe(value, v.description('Exact; null with the median.')),
	low: v.pipe(value, v.description('95 % interval of the mean; null with the mean, and for one answer.')),
	high: value
});
/** Numbers that people typed, as they are shown. */
export type NumberView = View<typeof NumberSchema>;

/** With fewer, a tenth of the answers is nobody, or one person. */
const MIN_FOR_TENTHS = 10;

/** What is shown of a sketch in the unit of its question, as `NumberView` says it. */
export function summary(
	sketch: Sketch,
	{ min, max }: Pick<NumberDefinition, 'min' | 'max'>
): Pick<NumberView, 'median' | 'p10' | 'p90' | 'mean' | 'low' | 'high'> {
	const moments = momentsOf(sketch);
	if (moments === null) return hidden;
	const at = (share: number) => quantile(sketch, share)! / STEPS;
	const mean = moments.mean / STEPS;
	const range = { min: min ?? -Infinity, max: max ?? Infinity };
	const interval = moments.sd === null ? null : meanInterval(mean, moments.sd / STEPS, sketch.n, range);
	return {
		median: medianOf(sketch)! / STEPS,
		...(sketch.n < MIN_FOR_TENTHS ? { p10: null, p90: null } : { p10: at(0.1), p90: at(0.9) }),
		mean,
		low: interval?.low ?? null,
		high: interval?.high ?? null
	};
}

/** What is shown where too few have answered. */
export const hidden = { median: null, p10: null, p90: null, mean: null, low: null, high: null } as const;
