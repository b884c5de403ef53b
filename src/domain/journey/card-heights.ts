import type { ItemKind } from './lanes/define-lane.ts';
import { itemKind } from './queries.ts';
import type { Item } from './snapshot.ts';
import { BOLD, textLines } from './text-lines.ts';

const FONT = 13;
const LINE = 18;

/** Padding and border of a card, and of a text on paper, both sides together. */
const CARD = { across: 24, down: 20 };
const PLAIN = { across: 17, down: 6 };
/** Beside its mark. */
const QUOTE = { across: 28, down: 6 };
const TOUCHPOINT_ACROSS = 29;

const text =
	(box: typeof CARD, most: number, below: (item: Item) => boolean = () => false) =>
	(item: Item, width: number): number =>
		box.down + LINE * (textLines(item.title, width - box.across, FONT, most) + (below(item) ? 1 : 0));

/** Of a kind that has no line below. */
const plain = text(CARD, 4);

/**
 * Height of a card in board pixels, from its text and the width alone, so that it is the same on every screen.
 * The touchpoint's has room for its number whether one is shown or not: switching the overlay moves nothing.
 */
const cardHeights: Readonly<Partial<Record<ItemKind, (item: Item, width: number) => number>>> = {
	touchpoint: (item, width) => 70 + LINE * textLines(item.title, width - TOUCHPOINT_ACROSS, FONT * BOLD, 3),
	note: text(CARD, 5),
	'pain-point': text(PLAIN, 4),
	opportunity: text(PLAIN, 4),
	quote: text(QUOTE, 4, (item) => 'source' in item && item.source !== ''),
	backstage: text(CARD, 4, (item) => 'departmentId' in item && item.departmentId !== null)
};

/** Height of any item; one function for all, so that the layout remembers heights per record. */
export const measureCard = (item: Item, width: number): number => (cardHeights[itemKind(item)] ?? plain)(item, width);
