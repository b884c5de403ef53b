import { Position, type Edge, type Node } from '@xyflow/svelte';
import {
	fromShared,
	indexOf,
	isItem,
	itemKind,
	type Item,
	type JourneySnapshot,
	type Layout,
	type Path,
	type Rect
} from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { titleOr } from '../words.ts';
import type { Person } from '../state/people.svelte.ts';

/** How far a path may leave the rectangle between its ends, board pixels. */
const SWING = 80;

type Point = { readonly x: number; readonly y: number };

export type ItemNode = Node<{ item: Item }, 'item'>;
export type PathEdge = Edge<{ label: string }, 'path'>;

/** What decides which nodes there are, and how they stand, besides the map itself. */
export interface NodeState {
	/** Board pixels for which there are nodes: the canvas library looks at all it has whenever the map moves. */
	readonly around: Rect;
	/** Items that are needed wherever they lie: ends of paths, what is selected, what is in the hand. */
	readonly kept: ReadonlySet<string>;
	readonly selected: (id: string) => boolean;
	/** Under this person's own hand: the canvas moves it. */
	readonly lifted: (id: string) => boolean;
	/** Where others hold cards (`carriedBy`). */
	readonly carried: ReadonlyMap<string, Point>;
}

const meet = (a: Rect, b: Rect): boolean =>
	a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Items around the screen as they are read – scene by scene, lane by lane, down each cell –, then the ones that are kept. */
function* shownItems(snapshot: JourneySnapshot, layout: Layout, state: NodeState): Generator<[Item, Rect]> {
	const { around, kept, carried } = state;
	const { cell, byId } = indexOf(snapshot);
	const rows = layout.rows.filter(({ y, height }) => y < around.y + around.height && y + height > around.y);
	const elsewhere = new Set([...kept, ...carried.keys()]);
	for (const { id: sceneId, x, width } of layout.columns) {
		if (x >= around.x + around.width || x + width <= around.x) continue;
		for (const { id: laneId } of rows)
			for (const item of cell({ sceneId, laneId })) {
				const rect = layout.items.get(item.id);
				if (!rect || !meet(rect, around)) continue;
				elsewhere.delete(item.id);
				yield [item, rect];
			}
	}
	for (const id of elsewhere) {
		const [item, rect] = [byId.get(id), layout.items.get(id)];
		if (isItem(item) && rect) yield [item, rect];
	}
}

/**
 * The canvas's nodes for the part of a map around the screen. An unchanged node stays the same object: the canvas
 * re-renders what is new only, and keeps what it knows about the others.
 */
export function nodesOf(
	snapshot: JourneySnapshot,
	layout: Layout,
	state: NodeState,
	previous: readonly ItemNode[]
): ItemNode[] {
	const before = new Map(previous.map((node) => [node.id, node]));
	const { carried, selected, lifted } = state;
	const next: ItemNode[] = [];
	for (const [item, rect] of shownItems(snapshot, layout, state)) {
		const old = before.get(item.id);
		next.push(
			old && lifted(item.id)
				? old
				: same(old, item, placed(rect, carried.get(item.id)), selected(item.id), carried.has(item.id))
		);
	}
	return next.length === previous.length && next.every((node, i) => node === previous[i])
		? (previous as ItemNode[])
		: next;
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

const placed = (rect: Rect, carried: Point | undefined): Rect => (carried ? { ...rect, ...carried } : rect);

function same(old: ItemNode | undefined, item: Item, rect: Rect, selected: boolean, carried: boolean): ItemNode {
	if (
		old &&
		old.data.item === item &&
		old.position.x === rect.x &&
		old.position.y === rect.y &&
		old.width === rect.width &&
		old.height === rect.height &&
		!old.dragging &&
		(old.selected ?? false) === selected &&
		(old.zIndex !== undefined) === carried
	)
		return old;
	return {
		id: item.id,
		type: 'item',
		position: { x: rect.x, y: rect.y },
		width: rect.width,
		height: rect.height,
		selected,
		data: { item },
		...(carried ? { zIndex: 2000 } : {}),
		// Given instead of measured: nothing has to be drawn first to know where its edges end.
		handles: item.type === 'touchpoint' ? handles(rect) : [],
		domAttributes: { 'aria-roledescription': undefined, 'data-kind': itemKind(item) } as ItemNode['domAttributes']
	};
}

/** Where paths may leave and arrive. Only the first two are drawn, for making new ones. */
const handles = ({ width, height }: Rect): NonNullable<ItemNode['handles']> => {
	const at = { width: 1, height: 1 };
	const [left, right] = [
		{ position: Position.Left, x: 0, y: height / 2 },
		{ position: Position.Right, x: width - 1, y: height / 2 }
	];
	const [top, bottom] = [
		{ position: Position.Top, x: 28, y: 0 },
		{ position: Position.Bottom, x: 28, y: height - 1 }
	];
	return [
		{ id: 'in', type: 'target', ...left, ...at },
		{ id: 'out', type: 'source', ...right, ...at },
		{ id: 'in-top', type: 'target', ...top, ...at },
		{ id: 'in-bottom', type: 'target', ...bottom, ...at },
		{ id: 'out-top', type: 'source', ...top, ...at },
		{ id: 'out-bottom', type: 'source', ...bottom, ...at }
	];
};

/** Sideways from scene to scene, straight down or up within a cell. */
function ends(layout: Layout, fromId: string, toId: string) {
	const [from, to] = [layout.items.get(fromId), layout.items.get(toId)];
	if (!from || !to || from.x !== to.x) return { sourceHandle: 'out', targetHandle: 'in' };
	return from.y < to.y
		? { sourceHandle: 'out-bottom', targetHandle: 'in-top' }
		: { sourceHandle: 'out-top', targetHandle: 'in-bottom' };
}

/** How a path is called: where it leads from and to, and its words. */
function pathName(snapshot: JourneySnapshot, { fromId, toId, label }: Path): string {
	const name = (id: string) => {
		const item = indexOf(snapshot).byId.get(id);
		return titleOr(item && 'title' in item ? item.title : '');
	};
	const between = m.board_path_between({ from: name(fromId), to: name(toId) });
	return label ? `${between}, ${label}` : between;
}

/**
 * Paths that can be seen in a part of the map, in the order in which their ends are read: places on the map are in that
 * order, from left to right and then down.
 */
export function pathsIn({ paths }: JourneySnapshot, { items }: Layout, around: Rect): Path[] {
	const found = paths.flatMap((path) => {
		const [from, to] = [items.get(path.fromId), items.get(path.toId)];
		return from && to && meet(spanOf(from, to), around) ? [{ path, from, to }] : [];
	});
	return found
		.sort((a, b) => a.from.x - b.from.x || a.from.y - b.from.y || a.to.x - b.to.x || a.to.y - b.to.y)
		.map(({ path }) => path);
}

/** What two rectangles and the way between them take; a path may swing out by a little. */
function spanOf(a: Rect, b: Rect): Rect {
	const [x, y] = [Math.min(a.x, b.x) - SWING, Math.min(a.y, b.y) - SWING];
	const right = Math.max(a.x + a.width, b.x + b.width) + SWING;
	const bottom = Math.max(a.y + a.height, b.y + b.height) + SWING;
	return { x, y, width: right - x, height: bottom - y };
}

/** The canvas's edges for some of the paths (`pathsIn`); unchanged ones stay the same objects. */
export function edgesOf(
	snapshot: JourneySnapshot,
	layout: Layout,
	paths: readonly Path[],
	selected: string | null,
	previous: readonly PathEdge[]
): PathEdge[] {
	const before = new Map(previous.map((edge) => [edge.id, edge]));
	const next = paths.map((path): PathEdge => {
		const old = before.get(path.id);
		const isSelected = selected === path.id;
		const ariaLabel = pathName(snapshot, path);
		const handle = ends(layout, path.fromId, path.toId);
		if (
			old &&
			old.source === path.fromId &&
			old.target === path.toId &&
			old.data?.label === path.label &&
			old.ariaLabel === ariaLabel &&
			old.sourceHandle === handle.sourceHandle &&
			(old.selected ?? false) === isSelected
		)
			return old;
		return {
			id: path.id,
			type: 'path',
			source: path.fromId,
			target: path.toId,
			...handle,
			selected: isSelected,
			ariaLabel,
			domAttributes: { 'aria-roledescription': undefined } as PathEdge['domAttributes'],
			data: { label: path.label }
		};
	});
	return next.length === previous.length && next.every((edge, i) => edge === previous[i])
		? (previous as PathEdge[])
		: next;
}
