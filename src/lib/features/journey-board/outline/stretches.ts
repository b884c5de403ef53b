import { itemsIn, laneDefinition, type Item, type JourneySnapshot, type Lane } from '#domain/journey/index.ts';

/** A map of so many cards is drawn as a whole: the browser's own search and every screen reader have all of it. */
export const SMALL = 150;

/** Cards of a cell that are drawn together. */
const TOGETHER = 24;

/** Pixels, as the outline's styles make them: a row of one line, each further line, a touchpoint's second line and its number. */
const ROW = 46;
const LINE = 20;
const META = 24;
const SCORE = 34;
const HEADING = 24;
const ADD = 46;
/** Letters in a line of a small phone; Chinese ones count twice. */
const LETTERS = 42;

/** A cell's cards in the order of the map, cut into what is drawn together. */
export function cut(items: readonly Item[]): (readonly Item[])[] {
	return Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, i) =>
		items.slice(i * TOGETHER, (i + 1) * TOGETHER)
	);
}

/** About how high these cards are, before they were ever drawn. @param numbers are touchpoints drawn with theirs? */
export function heightOf(items: readonly Item[], numbers: boolean): number {
	return items.reduce((sum, item) => {
		const lines = Math.max(1, Math.ceil(widthOf(item.title) / LETTERS));
		const more = item.type === 'touchpoint' ? META + (numbers ? SCORE : 0) : 0;
		return sum + ROW + (lines - 1) * LINE + more;
	}, 0);
}

/** What a list shows beside the titles. */
interface Shown {
	/** Touchpoints are drawn with their numbers. */
	readonly numbers: boolean;
	/** Cells offer to add to them. */
	readonly adds: boolean;
}

/** The cells of a scene in the order of the lanes, and about how high each is with its heading and what adds to it, px. */
export function cellsIn(
	map: JourneySnapshot,
	sceneId: string,
	{ numbers, adds }: Shown
): { readonly lane: Lane; readonly items: readonly Item[]; readonly height: number }[] {
	return map.lanes.map((lane) => {
		const items = itemsIn(map, { sceneId, laneId: lane.id });
		const takes = adds && laneDefinition(lane.kind).adds !== null;
		const height = items.length === 0 && !takes ? 0 : heightOf(items, numbers) + HEADING + (takes ? ADD : 0);
		return { lane, items, height };
	});
}

/** What stands on these cards: the browser's search finds them by it while they are not drawn. */
export const wordsOf = (items: readonly Item[]): string => items.map(({ title }) => title).join('\n');

const widthOf = (text: string): number => (/[\u2e80-\uffff]/.test(text) ? 2 : 1) * text.length;
