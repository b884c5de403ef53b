import { shownFirst, type ScoreView, type SettingPlace, type Thresholds } from '#domain/metrics/index.ts';
import { added, inOrder, type Cell } from './cells.ts';
import { judged, standing, unjudged, type Standing, type Unjudged } from './score-views.ts';

/** Places whose numbers are looked at together, and what these were made of. Nothing in it is changed afterwards. */
export interface Family {
	readonly thresholds: Thresholds;
	readonly places: ReadonlyMap<string, Place>;
	readonly scores: Readonly<Record<string, readonly ScoreView[]>>;
}

/** A touchpoint, a scene or the journey. */
interface Place {
	/** Its cells, a list per touchpoint. */
	readonly lists: readonly (readonly Cell[])[];
	readonly series: readonly Unjudged[];
	/** What of them stands among those of the whole family. */
	readonly stand: readonly Standing[];
	/** The one to show first. */
	readonly scores: readonly ScoreView[];
}

/**
 * Scores of places, judged as one family. A place whose cells are the very same lists as before is not worked out again;
 * whether its changes and colours stand is looked at each time, since another place's numbers may decide that.
 * Where nothing of a place has changed its scores are the very same list.
 * @param places lists of cells by place, those without any left out
 * @param place what kind of places they are; null: such as reach over several journeys
 * @param before what this gave for other cells, or the same
 */
export function familyOf(
	places: ReadonlyMap<string, readonly (readonly Cell[])[]>,
	{ minN, rankN }: Thresholds,
	place: SettingPlace | null,
	before?: Family
): Family {
	const same = before?.thresholds.minN === minN && before.thresholds.rankN === rankN;
	const kept = same ? before.places : undefined;
	const series = new Map<string, readonly Unjudged[]>();
	const all: Unjudged[] = [];
	for (const [id, lists] of places) {
		const known = kept?.get(id);
		const own = known !== undefined && sameList(known.lists, lists) ? known.series : seriesOf(lists, minN, place);
		series.set(id, own);
		all.push(...own);
	}
	const stand = standing(all);
	const found = new Map<string, Place>();
	const scores: Record<string, readonly ScoreView[]> = {};
	let from = 0;
	for (const [id, own] of series) {
		const known = kept?.get(id);
		const stands = known?.series === own && known.stand.every((one, at) => sameStanding(one, stand[from + at]!));
		const now = stands ? known : placeOf(places.get(id)!, own, stand.slice(from, from + own.length), rankN);
		from += own.length;
		found.set(id, now);
		scores[id] = now.scores;
	}
	return { thresholds: { minN, rankN }, places: found, scores };
}

const seriesOf = (lists: readonly (readonly Cell[])[], minN: number, place: SettingPlace | null): Unjudged[] =>
	inOrder(added(lists.flat().map(({ counted }) => counted)), place).map((one) => unjudged(one, minN));

const placeOf = (
	lists: readonly (readonly Cell[])[],
	series: readonly Unjudged[],
	stand: readonly Standing[],
	rankN: number
): Place => ({
	lists,
	series,
	stand,
	scores: shownFirst(
		series.map((one, at) => judged(one, stand[at]!)),
		rankN
	)
});

const sameStanding = (a: Standing, b: Standing): boolean => a.change === b.change && a.colour === b.colour;

/** The very same things in the same order. */
const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
	a.length === b.length && a.every((one, at) => one === b[at]);

/** Lists of cells by place, each in the order in which its touchpoints are given. */
export function byPlace<T extends { readonly id: string }>(
	touchpoints: readonly T[],
	cells: ReadonlyMap<string, readonly Cell[]>,
	placeOf: (touchpoint: T) => string
): Map<string, (readonly Cell[])[]> {
	const places = new Map<string, (readonly Cell[])[]>();
	for (const touchpoint of touchpoints) {
		const list = cells.get(touchpoint.id);
		if (list === undefined || list.length === 0) continue;
		const lists = places.get(placeOf(touchpoint));
		if (lists) lists.push(list);
		else places.set(placeOf(touchpoint), [list]);
	}
	return places;
}
