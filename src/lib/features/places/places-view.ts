import type { PlacesView, PlaceView } from '#contract/places.ts';
import type { Filter } from '#lib/numbers/filter.ts';

/** A place that has a rank. */
export type RankedPlace = PlaceView & {
	readonly value: number;
	readonly rank: NonNullable<PlaceView['rank']>;
	readonly estimate: NonNullable<PlaceView['estimate']>;
};
/** A place whose value may be shown. */
export type ShownPlace = PlaceView & { readonly value: number; readonly limits: NonNullable<PlaceView['limits']> };

export const rankedOf = ({ places }: PlacesView): RankedPlace[] =>
	places.filter((place): place is RankedPlace => place.rank !== null && place.estimate !== null);
export const shownOf = ({ places }: PlacesView): ShownPlace[] =>
	places.filter((place): place is ShownPlace => place.value !== null && place.limits !== null);

/** The better or the worse side, whichever way good lies; null: neither. */
export function sideOf(
	{ low, high }: { readonly low: number; readonly high: number },
	value: number,
	direction: 'high' | 'low'
): 'good' | 'bad' | null {
	if (value >= low && value <= high) return null;
	return value > high === (direction === 'high') ? 'good' : 'bad';
}

/** Is it surely better or worse than the mean of all: its whole interval on one side? */
export const standing = ({ estimate }: RankedPlace, mean: number, direction: 'high' | 'low'): 'good' | 'bad' | null => {
	const side = sideOf(estimate, mean, direction);
	return side === null ? null : side === 'good' ? 'bad' : 'good';
};

/** What of a row's bar lies where, as shares of its width. */
export interface RowBar {
	readonly from: number;
	readonly to: number;
	readonly estimate: number;
	readonly raw: number;
	readonly mean: number;
}

/** One scale for all rows: from the least to the most that is drawn. */
export function rowScale(places: readonly RankedPlace[], mean: number): (value: number) => number {
	const values = [mean, ...places.flatMap(({ value, estimate }) => [value, estimate.low, estimate.high])];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	return (value) => (high === low ? 0.5 : (value - low) / (high - low));
}

/** What the page says first. */
export type Headline = 'none' | 'alike' | 'one' | 'chance' | 'first' | 'leads';

export function headlineOf(view: PlacesView): Headline {
	const ranked = rankedOf(view);
	if (ranked.length === 0)
		return shownOf(view).some(({ n, estimate }) => n >= view.rankN && estimate === null) ? 'alike' : 'none';
	if (ranked.length === 1) return 'one';
	if (view.rawOrder?.kind === 'chance') return 'chance';
	return ranked[0]!.rank.to === 1 ? 'first' : 'leads';
}

/** What keeps every place from having a number. */
export type Unanswered = 'unasked' | 'metric' | 'filters' | 'days';

/** The reason that is nearest to what may be changed. */
export function whyUnanswered({ metrics }: Pick<PlacesView, 'metrics'>, filter: Omit<Filter, 'problem'>): Unanswered {
	if (metrics.length === 0) return 'unasked';
	if (filter.metric !== null) return 'metric';
	return filter.channel !== null || filter.language !== null || filter.department !== null ? 'filters' : 'days';
}
