import { gap, isRanked, shortfall, worstFirst as worstOf, type ScoreView } from '#domain/metrics/index.ts';
import { scoreFor } from '#lib/charts/score-view.ts';

/** By what rows are put in order. */
export const sortings = ['worst', 'change', 'n', 'name'] as const;
export type Sorting = (typeof sortings)[number];

export interface Row {
	readonly id: string;
	readonly title: string;
	/** What stands under it. */
	readonly note: string;
	/** Whose map it is, where it is of one. */
	readonly journeyId: string | null;
	readonly cells: readonly Cell[];
}

export interface Cell {
	readonly id: string;
	/** Of the scene, the metric or the touchpoint. */
	readonly title: string;
	/** Title of its row. */
	readonly row: string;
	/** Under which column of its row it stands, from 0. */
	readonly column: number;
	/** What the address says when it is looked at. */
	readonly look: { readonly scene: string | null; readonly row: string | null; readonly col: string | null };
	/** The number that is shown: the first (`shownFirst`). */
	readonly score: ScoreView | undefined;
	readonly scores: readonly ScoreView[];
}

/** Numbers that are clearly short of their target and rest on enough answers, the worst first. */
export const worstFirst = (cells: readonly Cell[], rankN: number): Cell[] =>
	worstOf(cells, ({ score }) => score, rankN);

/** Rows in the order that was chosen. */
export function inOrder(rows: readonly Row[], rankN: number, sorting: Sorting, locale: string): Row[] {
	const words = new Intl.Collator(locale, { numeric: true });
	const by: Readonly<Record<Sorting, (row: Row) => number>> = {
		worst: (row) => -badness(row, rankN),
		change: (row) => -Math.max(-1, ...row.cells.map(({ score }) => changed(score))),
		n: (row) => -row.cells.reduce((sum, { score }) => sum + (score?.n ?? 0), 0),
		name: () => 0
	};
	return rows.toSorted((a, b) => by[sorting](a) - by[sorting](b) || words.compare(a.title, b.title));
}

export const cellOf = (scores: readonly ScoreView[], named: Omit<Cell, 'score' | 'scores'>): Cell => ({
	...named,
	scores,
	score: scoreFor(scores, null)
});

/** First by what is certain, then by what it looks like; rows without a number that may be ranked come last. */
function badness({ cells }: Row, rankN: number): number {
	const ranked = cells.map(({ score }) => score).filter((score): score is ScoreView => isRanked(score, rankN));
	const certain = ranked.filter(({ judgement }) => judgement === 'bad').map(shortfall);
	if (certain.length > 0) return 1_000 + Math.max(...certain);
	return ranked.length > 0 ? Math.max(...ranked.map(gap)) : -1_000;
}

/** Enough have answered, and the value would tell what too few others did. */
export const isHidden = ({ judgement, n }: ScoreView, minN: number): boolean => judgement === 'few' && n >= minN;

/** How large a change is that a test found, in margins of its definition; −1 where none was. */
const changed = (score: ScoreView | undefined): number =>
	score?.change?.significant === true ? Math.abs(score.change.difference) / score.margin : -1;

/** So few cells leave room for every number of them, by its distance from the target. */
export const MOST_LISTED = 16;

/** Every number of the cells, also those that another number of its cell hides: what is surely short first, by most. */
export const byDistance = (cells: readonly Cell[]): { readonly cell: Cell; readonly score: ScoreView }[] =>
	cells
		.flatMap((cell) =>
			cell.scores.filter(({ current, value }) => current && value !== null).map((score) => ({ cell, score }))
		)
		.sort((a, b) => shortfall(b.score) - shortfall(a.score) || gap(b.score) - gap(a.score));

/** Where an interval stands beside its target, as shares of a bar that has the target in its middle. */
export interface Bar {
	readonly from: number;
	readonly to: number;
	readonly at: number;
	/** The value itself lies off this end of it. */
	readonly off: 'low' | 'high' | null;
}

/** So many margins to each side of the target. */
const REACH = 3;

/** Good is to the right, whichever way the metric goes. null where there is no interval. */
export function barOf({ value, low, high, target, margin, direction }: ScoreView): Bar | null {
	if (value === null || low === null || high === null) return null;
	const sign = direction === 'high' ? 1 : -1;
	const share = (of: number) => 0.5 + (sign * (of - target)) / (2 * REACH * margin);
	const place = (of: number) => Math.min(1, Math.max(0, share(of)));
	const [from, to] = [place(low), place(high)].sort((a, b) => a - b) as [number, number];
	return { from, to, at: place(value), off: share(value) < 0 ? 'low' : share(value) > 1 ? 'high' : null };
}
