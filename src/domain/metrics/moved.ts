import { change } from './change.ts';
import { changeTest } from './change-test.ts';
import { concerned, type Concerned } from './concerned.ts';
import type { MetricDefinition } from './definition.ts';
import { detectableChange } from './detectable.ts';
import { discoveries } from './discoveries.ts';
import { merge, subtract, total, type Histogram } from './histogram.ts';
import { defaultThresholds, isRankable, type Thresholds } from './judge.ts';
import { mainCause, type MainCause } from './main-cause.ts';
import type { ComparedSlice } from './mix.ts';

/** By what answers are sliced. */
export type Dimension = 'channel' | 'place' | 'language';

/** One series in two windows. */
export interface ComparedSeries {
	readonly id: string;
	readonly definition: Pick<MetricDefinition, 'metric' | 'scale' | 'boxRule' | 'direction' | 'margin'>;
	readonly before: Histogram;
	readonly after: Histogram;
	/** Slices of one dimension share no answer; what none of them has is the rest, which is counted and never named. */
	readonly slices?: Partial<Readonly<Record<Dimension, readonly ComparedSlice[]>>>;
}

/** A series that moved; `difference`, `low` and `high` in the value's unit. */
export interface Movement {
	readonly id: string;
	/** After − before, of the raw values, with its 95 % interval. */
	readonly difference: number;
	readonly low: number;
	readonly high: number;
	/** Whichever way good lies. */
	readonly better: boolean;
	readonly nBefore: number;
	readonly nAfter: number;
	/** Null where nothing stands out from the rest, or too few have answered to say it. */
	readonly cause:
		| (MainCause & {
				readonly dimension: Dimension;
				/** Where one place is the cause, how many of them are concerned; null where that cannot be said. */
				readonly among: Concerned | null;
		  })
		| null;
}

export interface Moved {
	/** How many series had enough answers in both windows to be looked at. */
	readonly looked: number;
	/** How many of them moved; more than are listed. */
	readonly found: number;
	/** The strongest first, five at most. */
	readonly moved: readonly Movement[];
	/** When none did: what would have been seen (80 % power, 5 %, were it the only one) at the series with most answers. */
	readonly detectable: {
		readonly id: string;
		readonly nBefore: number;
		readonly nAfter: number;
		/** Null: not even a change over the whole scale. */
		readonly difference: number | null;
	} | null;
}

const MOST = 5;

/**
 * What moved between two windows, over many series at once: changes whose own interval excludes 0 and that stand by
 * Benjamini–Hochberg at 10 % over everything looked at. Ordered by the end of the interval that is nearer to 0, in
 * margins of the definition: the change that is at least certain, in the unit in which each metric calls a distance
 * strong. The raw difference would put the fewest answers first, and overstate what is listed by 11 NPS points in place
 * of 5; the p value a small change of very many (simulated in `moved.test.ts`).
 * Below `rankN` in either window a series is not looked at, since a list in order is a ranking.
 * @throws RangeError when slices hold answers that the series does not have
 */
export function moved(series: readonly ComparedSeries[], thresholds: Thresholds = defaultThresholds): Moved {
	const looked = series
		.map((one) => ({ ...one, nBefore: total(one.before), nAfter: total(one.after) }))
		.filter(({ nBefore, nAfter }) => isRankable({ n: Math.min(nBefore, nAfter) }, thresholds));
	const stand = discoveries(looked.map((one) => changeTest(one.definition, one.before, one.after)));
	const found = looked
		.filter((_, at) => stand[at])
		.flatMap((one) => {
			const { difference, low, high, significant } = change(one.definition, one.before, one.after)!;
			if (!significant || low === null || high === null) return [];
			const certain = Math.min(Math.abs(low), Math.abs(high)) / one.definition.margin;
			return [{ one, difference, low, high, certain }];
		})
		.sort((a, b) => b.certain - a.certain || (a.one.id < b.one.id ? -1 : 1));
	const largest = [...looked].sort((a, b) => answers(b) - answers(a) || (a.id < b.id ? -1 : 1))[0];
	return {
		looked: looked.length,
		found: found.length,
		moved: found.slice(0, MOST).map(({ one, difference, low, high }) => ({
			id: one.id,
			difference,
			low,
			high,
			better: difference > 0 === (one.definition.direction === 'high'),
			nBefore: one.nBefore,
			nAfter: one.nAfter,
			cause: causeOf(one, thresholds)
		})),
		detectable:
			found.length > 0 || largest === undefined
				? null
				: {
						id: largest.id,
						nBefore: largest.nBefore,
						nAfter: largest.nAfter,
						difference: detectableChange(largest.definition, largest.before, largest.after)
					}
	};
}

/** The window with fewer answers decides what can be seen. */
const answers = ({ nBefore, nAfter }: { readonly nBefore: number; readonly nAfter: number }): number =>
	1 / (1 / nBefore + 1 / nAfter);

const dimensions = ['channel', 'place', 'language'] as const satisfies Dimension[];

/**
 * Of all dimensions the cause that explains most beyond its part of the answers. A slice must have changed otherwise than
 * the rest: where all fell alike there is always one that fell most (in 4 % of cases it passes this).
 */
function causeOf(series: ComparedSeries, thresholds: Thresholds): Movement['cause'] {
	const causes = dimensions.flatMap((dimension) => {
		const slices = series.slices?.[dimension] ?? [];
		const rest: ComparedSlice = {
			id: null,
			before: subtract(series.before, merge(...slices.map(({ before }) => before))),
			after: subtract(series.after, merge(...slices.map(({ after }) => after)))
		};
		const cause = mainCause(series.definition, [...slices, rest], thresholds);
		if (cause === null || (cause.kind === 'slice' && !cause.apart)) return [];
		const among =
			cause.kind === 'slice' && dimension === 'place'
				? concerned(series.definition, [...slices, rest], thresholds)
				: null;
		return [{ ...cause, dimension, among: cause.kind === 'slice' && among?.ids.includes(cause.id) ? among : null }];
	});
	return causes.sort((a, b) => beyond(b) - beyond(a))[0] ?? null;
}

const beyond = (cause: MainCause): number =>
	Math.min(1, cause.share) - (cause.kind === 'mix' ? (cause.most?.weight ?? 1) : cause.weight);
