import type { Id } from '#domain/shared/ids.ts';
import { laneDefinition } from './lanes/all-lanes.ts';
import { measureCard } from './card-heights.ts';
import { indexOf } from './queries.ts';
import type { Cell, Item, JourneySnapshot } from './snapshot.ts';

/** Everything in board pixels. Places on the canvas follow from (scene, lane, order); nobody stores them. */
export interface Rect {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Column {
	readonly id: Id;
	readonly x: number;
	readonly width: number;
}

export interface Row {
	readonly id: Id;
	readonly y: number;
	readonly height: number;
}

export interface Layout {
	readonly width: number;
	readonly height: number;
	/** Height of the sticky row of scene headers, and width of the sticky column of lane headers. */
	readonly header: { readonly height: number; readonly width: number };
	readonly columns: readonly Column[];
	readonly rows: readonly Row[];
	/** Touchpoints and cards by id. */
	readonly items: ReadonlyMap<Id, Rect>;
}

/** Height of an item when it is this wide. Must depend on the item (and what the closure holds) alone: it is remembered per record. */
export type Measure = (item: Item, width: number) => number;

export const metrics = {
	headerHeight: 92,
	headerWidth: 120,
	/** A column is at least this wide, and where there is room at most `widest`, unless somebody set its width. */
	columnWidth: 248,
	widest: 440,
	/** Space between the cell's edge and its cards, and between two cards. */
	padding: 10,
	gap: 8,
	/** Space below the last card of a cell, where "add" stands. */
	foot: 26
} as const;

export interface LayoutOptions {
	readonly measure?: Measure;
	/** Width of the sticky column of lane headers. */
	readonly headerWidth?: number;
	/** Board pixels that the columns may share among them; left out: none is wider than it must be. */
	readonly room?: number;
}

/**
 * Where everything is. 5,000 cards take 3 ms after an edit on a busy machine (`layout.test.ts` keeps it below 15):
 * heights of unchanged records are remembered.
 */
export function layoutJourney(
	snapshot: JourneySnapshot,
	{ measure = measureCard, headerWidth = metrics.headerWidth, room = 0 }: LayoutOptions = {}
): Layout {
	const { headerHeight, padding, gap, foot } = metrics;
	const columnWidth = shareOf(snapshot, room);
	const { cell } = indexOf(snapshot);
	const known = rememberedBy(measure);

	const columns: Column[] = [];
	let x: number = headerWidth;
	for (const scene of snapshot.scenes) {
		const width = scene.width ?? columnWidth;
		columns.push({ id: scene.id, x, width });
		x += width;
	}

	const rows: Row[] = [];
	const items = new Map<Id, Rect>();
	let y: number = headerHeight;
	for (const lane of snapshot.lanes) {
		let height = lane.height ?? laneDefinition(lane.kind).height;
		for (const column of columns) {
			const start = y + padding;
			let top = start;
			const width = column.width - 2 * padding;
			for (const item of cell({ sceneId: column.id, laneId: lane.id })) {
				const tall = heightOf(known, measure, item, width);
				items.set(item.id, { x: column.x + padding, y: top, width, height: tall });
				top += tall + gap;
			}
			if (top > start) height = Math.max(height, top - gap + foot - y);
		}
		rows.push({ id: lane.id, y, height });
		y += height;
	}
	return { width: x, height: y, header: { height: headerHeight, width: headerWidth }, columns, rows, items };
}

/** Width of a column that nobody set: its share of the room. */
function shareOf({ scenes }: JourneySnapshot, room: number): number {
	const free = scenes.filter((scene) => scene.width === null).length;
	const set = scenes.reduce((sum, scene) => sum + (scene.width ?? 0), 0);
	const { columnWidth, widest } = metrics;
	return Math.max(columnWidth, Math.min(widest, Math.floor((room - set) / Math.max(1, free))));
}

/** The cell under a point; a point beyond the last column or row, or on a header, belongs to the nearest. Null on an empty map. */
export function cellAt(layout: Layout, point: { readonly x: number; readonly y: number }): Cell | null {
	const column = nearest(layout.columns, point.x, (c) => c.x);
	const row = nearest(layout.rows, point.y, (r) => r.y);
	return column && row ? { sceneId: column.id, laneId: row.id } : null;
}

/**
 * Where a drop at this point goes: the inverse of the layout.
 * @param point where the middle of the dragged card is
 * @param dragged ids that are on the move: the index counts without them, as `moveCards` wants it
 */
export function dropAt(
	snapshot: JourneySnapshot,
	layout: Layout,
	point: { readonly x: number; readonly y: number },
	dragged: ReadonlySet<Id> = new Set()
): (Cell & { readonly index: number }) | null {
	const cell = cellAt(layout, point);
	if (!cell) return null;
	let index = 0;
	for (const item of indexOf(snapshot).cell(cell)) {
		if (dragged.has(item.id)) continue;
		const rect = layout.items.get(item.id);
		if (rect && point.y < rect.y + rect.height / 2) break;
		index++;
	}
	return { ...cell, index };
}

/** Where the line "it will go here" is drawn for such a drop. */
export function dropLine(
	snapshot: JourneySnapshot,
	layout: Layout,
	drop: Cell & { readonly index: number },
	dragged: ReadonlySet<Id> = new Set()
): Rect | null {
	const column = layout.columns.find((c) => c.id === drop.sceneId);
	const row = layout.rows.find((r) => r.id === drop.laneId);
	if (!column || !row) return null;
	const { padding, gap } = metrics;
	const others = indexOf(snapshot)
		.cell(drop)
		.filter((item) => !dragged.has(item.id));
	const before = layout.items.get(others[drop.index - 1]?.id ?? '');
	const after = layout.items.get(others[drop.index]?.id ?? '');
	const y = before ? before.y + before.height + gap / 2 : after ? after.y - gap / 2 : row.y + padding;
	return { x: column.x + padding, y: y - 1, width: column.width - 2 * padding, height: 2 };
}

type Known = WeakMap<Item, { readonly width: number; readonly height: number }>;

/** Records are replaced, never changed: what was measured once holds as long as the record lives. */
const remembered = new WeakMap<Measure, Known>();

function rememberedBy(measure: Measure): Known {
	let known = remembered.get(measure);
	if (!known) remembered.set(measure, (known = new WeakMap()));
	return known;
}

function heightOf(known: Known, measure: Measure, item: Item, width: number): number {
	const before = known.get(item);
	if (before?.width === width) return before.height;
	const height = measure(item, width);
	known.set(item, { width, height });
	return height;
}

/** The last stretch that starts at or before the point, else the first. Stretches are sorted and leave no gaps. */
function nearest<T>(stretches: readonly T[], at: number, start: (s: T) => number): T | undefined {
	let low = 0;
	let high = stretches.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (start(stretches[middle]!) <= at) low = middle;
		else high = middle - 1;
	}
	return stretches[low];
}
