import { Position, type Edge, type Node } from '@xyflow/svelte';
import {
	fromShared,
	indexOf,
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

export type ItemNode = Node<{ item: Item }, 'item'>;
export type PathEdge = Edge<{ label: string }, 'path'>;

/** What decides how the nodes stand besides the map itself. */
export interface NodeState {
	readonly selected: (id: string) => boolean;
	/** Under this person's own hand: the canvas moves it. */
	readonly lifted: (id: string) => boolean;
	readonly people: readonly Person[];
}

/** Items as they are read: scene by scene, lane by lane, down each cell. */
function* asRead(snapshot: JourneySnapshot): Generator<Item> {
	const { cell } = indexOf(snapshot);
	for (const { id: sceneId } of snapshot.scenes)
		for (const { id: laneId } of snapshot.lanes) yield* cell({ sceneId, laneId });
}

/**
 * The canvas's nodes for a map. An unchanged node stays the same object: the canvas re-renders what is new only, and
 * keeps what it knows about the others.
 */
export function nodesOf(
	snapshot: JourneySnapshot,
	layout: Layout,
	state: NodeState,
	previous: readonly ItemNode[]
): ItemNode[] {
	const before = new Map(previous.map((node) => [node.id, node]));
	const carried = carriedBy(layout, state.people);
	const next: ItemNode[] = [];
	for (const item of asRead(snapshot)) {
		const rect = layout.items.get(item.id);
		if (!rect) continue;
		const old = before.get(item.id);
		next.push(
			old && state.lifted(item.id)
				? old
				: same(old, item, placed(rect, carried.get(item.id)), state.selected(item.id), carried.has(item.id))
		);
	}
	return next.length === previous.length && next.every((node, i) => node === previous[i])
		? (previous as ItemNode[])
		: next;
}

/** Where others hold cards at this moment; several in one hand are drawn as a stack. */
function carriedBy(layout: Layout, people: readonly Person[]): ReadonlyMap<string, { x: number; y: number }> {
	const carried = new Map<string, { x: number; y: number }>();
	for (const { dragging } of people) {
		if (!dragging) continue;
		const { x, y } = fromShared(layout, dragging.at);
		dragging.ids.forEach((id, i) => carried.set(id, { x: x + Math.min(i, 4) * 8, y: y + Math.min(i, 4) * 8 }));
	}
	return carried;
}

const placed = (rect: Rect, carried: { x: number; y: number } | undefined): Rect =>
	carried ? { ...rect, ...carried } : rect;

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

/** Paths as they are read: in the order of where they begin, then of where they lead. */
function pathsAsRead(snapshot: JourneySnapshot): Path[] {
	const places = new Map([...asRead(snapshot)].map((item, at) => [item.id, at]));
	const place = (id: string) => places.get(id) ?? Infinity;
	const first = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
	return [...snapshot.paths].sort(
		(a, b) => first(place(a.fromId), place(b.fromId)) || first(place(a.toId), place(b.toId))
	);
}

/** The canvas's edges, as they are read; unchanged ones stay the same objects. */
export function edgesOf(
	snapshot: JourneySnapshot,
	layout: Layout,
	selected: string | null,
	previous: readonly PathEdge[]
): PathEdge[] {
	const before = new Map(previous.map((edge) => [edge.id, edge]));
	const next = pathsAsRead(snapshot).map((path): PathEdge => {
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
