import {
	fromShared,
	indexOf,
	isItem,
	type Item,
	type JourneySnapshot,
	type Layout,
	type Rect
} from '#domain/journey/index.ts';
import type { Person } from '../state/people.svelte.ts';
import { steady } from './steady.ts';

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** A card that has an element. The same object while nothing of it changes: what shows it is then left alone. */
export interface ShownCard {
	readonly id: string;
	readonly item: Item;
	/** Where it lies, board pixels. */
	readonly rect: Rect;
	/** Somebody else has it in the hand: it lies above the others. */
	readonly carried: boolean;
}

/** What decides which cards there are, besides the map itself. */
export interface Shown {
	/** Board pixels for which there are cards; null: for none but those that are kept. */
	readonly around: Rect | null;
	/** Cards that are needed wherever they lie: what is selected, in the hand, typed in, or has the focus. */
	readonly kept: ReadonlySet<string>;
	/** The one that must not be moved in the page, since somebody types in it or stands on it. */
	readonly steady: string | null;
	/** Where others hold cards (`carriedBy`). */
	readonly carried: ReadonlyMap<string, Point>;
}

/** Do two rectangles share anything but an edge? */
export const meet = (a: Rect, b: Rect): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Items in a rectangle of the map (board pixels) as they are read: scene by scene, lane by lane, down each cell. */
export function* itemsAround(snapshot: JourneySnapshot, layout: Layout, around: Rect): Generator<[Item, Rect]> {
	const { cell } = indexOf(snapshot);
	const rows = layout.rows.filter(({ y, height }) => y < around.y + around.height && y + height > around.y);
	for (const { id: sceneId, x, width } of layout.columns) {
		if (x >= around.x + around.width || x + width <= around.x) continue;
		for (const { id: laneId } of rows)
			for (const item of cell({ sceneId, laneId })) {
				const rect = layout.items.get(item.id);
				if (rect && meet(rect, around)) yield [item, rect];
			}
	}
}

/** The cards that have elements: those around the screen as they are read, then the ones that are kept. */
export function shownCards(
	snapshot: JourneySnapshot,
	layout: Layout,
	{ around, kept, steady: still, carried }: Shown,
	previous: readonly ShownCard[]
): readonly ShownCard[] {
	const { byId } = indexOf(snapshot);
	const before = new Map(previous.map((card) => [card.id, card]));
	const elsewhere = new Set([...kept, ...carried.keys()]);
	const next: ShownCard[] = [];
	const show = (item: Item, rect: Rect): void => {
		elsewhere.delete(item.id);
		next.push(same(before.get(item.id), item, rect, carried.get(item.id)));
	};
	if (around) for (const [item, rect] of itemsAround(snapshot, layout, around)) show(item, rect);
	for (const id of elsewhere) {
		const [item, rect] = [byId.get(id), layout.items.get(id)];
		if (isItem(item) && rect) show(item, rect);
	}
	const ordered = steady(next, previous, still);
	return ordered.length === previous.length && ordered.every((card, i) => card === previous[i]) ? previous : ordered;
}

function same(old: ShownCard | undefined, item: Item, lies: Rect, carried: Point | undefined): ShownCard {
	const rect = carried ? { ...lies, x: carried.x, y: carried.y } : lies;
	const unchanged =
		old?.item === item &&
		old.carried === (carried !== undefined) &&
		old.rect.x === rect.x &&
		old.rect.y === rect.y &&
		old.rect.width === rect.width &&
		old.rect.height === rect.height;
	return unchanged ? old : { id: item.id, item, rect, carried: carried !== undefined };
}

/** Where others hold cards at this moment; several in one hand are drawn as a stack. */
export function carriedBy(
	layout: Layout,
	dragging: readonly NonNullable<Person['dragging']>[]
): ReadonlyMap<string, Point> {
	const carried = new Map<string, Point>();
	for (const { ids, at } of dragging) {
		const { x, y } = fromShared(layout, at);
		ids.forEach((id, i) => carried.set(id, { x: x + Math.min(i, 4) * 8, y: y + Math.min(i, 4) * 8 }));
	}
	return carried;
}
