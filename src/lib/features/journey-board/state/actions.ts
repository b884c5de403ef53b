import {
	commands,
	indexOf,
	itemKind,
	itemsIn,
	positionOf,
	type Cell,
	type Item,
	type Lane,
	type Scene
} from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Direction } from '../keyboard.ts';
import { laneTitle, titleOr } from '../words.ts';
import type { Board } from './board.svelte.ts';
import type { DropTarget } from './drop-target.ts';
import { focusKey } from './focus.ts';

/** Things people do on the board, by mouse, touch, keyboard or from the outline: one function each. */

/**
 * Begins adding what the lane holds to a cell, with its title. It comes into the map with that title; without one
 * nothing was added.
 * @param index position in the cell; left out: at its end
 */
export function addItem(board: Board, { sceneId, laneId }: Cell, index?: number): boolean {
	const lane = board.record(laneId) as Lane | undefined;
	const kind = lane && board.addsIn(lane);
	return kind ? board.beginDraft({ sceneId, laneId, kind, index }) : false;
}

/**
 * Editing of a title has ended. Enter after a new card goes on to the next one below it; Enter without a title, Escape,
 * and going elsewhere end adding.
 */
export function endTitle(board: Board, record: { readonly id: string }, how: 'enter' | 'escape' | 'left'): void {
	const added = board.adding === record.id && board.draft === null ? board.item(record.id) : undefined;
	if (added) {
		const scene = board.record(added.sceneId) as Scene;
		board.announcer.say(
			m.board_announce_added({ kind: m.kind_item({ kind: itemKind(added) }), scene: titleOr(scene.title) })
		);
		if (how === 'enter' && addItem(board, added, positionOf(board.map, added) + 1)) return;
	}
	const last = board.added;
	board.endEdit(how !== 'left');
	if (how === 'left') return;
	if (last) board.selection.set([last]);
	board.afterTyping.begin(board.focus.place ? focusKey(board.focus.place) : '');
}

export function addScene(board: Board, index?: number): void {
	const id = board.run(commands.addScene, index === undefined ? {} : { index })?.created[0];
	if (!id) return;
	board.selection.setHead({ at: 'scene', id });
	board.focus.go({ at: 'scene', id });
	board.edit(id);
}

export function addLane(board: Board, kind: Lane['kind'], index?: number): void {
	const id = board.run(commands.addLane, { kind, ...(index === undefined ? {} : { index }) })?.created[0];
	if (!id) return;
	board.selection.setHead({ at: 'lane', id });
	board.focus.go({ at: 'lane', id });
}

/** Deletes what is selected; returns how many things went, with all that hung on them. */
export function deleteSelected(board: Board): number {
	const { head, list } = board.selection;
	const done =
		head?.at === 'scene'
			? board.run(commands.deleteScene, { id: head.id })
			: head?.at === 'lane'
				? board.run(commands.deleteLane, { id: head.id })
				: head?.at === 'path'
					? board.run(commands.disconnect, { id: head.id })
					: list.length > 0
						? board.run(commands.deleteCards, { ids: [...list] })
						: null;
	if (!done) return 0;
	board.announcer.say(m.board_announce_deleted({ n: done.removed.length }));
	return done.removed.length;
}

/** A copy of the scene in focus, with all that is in it, right behind it. */
function duplicateScene(board: Board, id: string): void {
	const copy = board.run(commands.duplicateScene, { id })?.created[0];
	if (!copy) return;
	board.selection.setHead({ at: 'scene', id: copy });
	board.focus.go({ at: 'scene', id: copy });
	const scene = board.record(copy) as Scene;
	board.announcer.say(m.board_announce_scene_duplicated({ scene: titleOr(scene.title) }));
}

export function duplicateSelected(board: Board): void {
	if (board.selection.head?.at === 'scene') return duplicateScene(board, board.selection.head.id);
	const ids = [...board.selection.ids];
	if (ids.length === 0) return;
	const done = board.run(commands.duplicateCards, { ids });
	if (!done?.created[0]) return;
	board.selection.set(done.created);
	board.focus.go({ at: 'item', id: done.created[0] });
}

/** Drops dragged items: the one write of a drag. */
export function drop(board: Board, ids: readonly string[], target: DropTarget): void {
	if (ids.length === 0) return;
	if (
		!board.run(commands.moveCards, {
			ids: [...ids],
			sceneId: target.sceneId,
			laneId: target.laneId,
			index: target.index
		})
	)
		return;
	const item = board.item(ids[0]!);
	if (item) announceMove(board, item);
}

/** Alt + arrow: the selected items one place up or down in their cell, or into the neighbouring scene. */
export function moveItems(board: Board, ids: readonly string[], direction: Direction): void {
	const first = board.item(ids[0] ?? '');
	if (!first) return;
	const to =
		direction === 'left' || direction === 'right'
			? beside(board, first, direction)
			: within(board, first, ids, direction);
	if (!to || !board.run(commands.moveCards, { ids: [...ids], ...to })) return;
	const moved = board.item(first.id)!;
	board.focus.go({ at: 'item', id: moved.id });
	announceMove(board, moved);
}

function beside(board: Board, item: Item, direction: 'left' | 'right') {
	const scenes = board.map.scenes;
	const scene = scenes[scenes.findIndex((s) => s.id === item.sceneId) + (direction === 'left' ? -1 : 1)];
	if (!scene) return null;
	return {
		sceneId: scene.id,
		laneId: item.laneId,
		index: Math.min(positionOf(board.map, item), itemsIn(board.map, { sceneId: scene.id, laneId: item.laneId }).length)
	};
}

function within(board: Board, item: Item, ids: readonly string[], direction: 'up' | 'down') {
	const row = itemsIn(board.map, item).filter((other) => other.id === item.id || !ids.includes(other.id));
	const at = row.findIndex((other) => other.id === item.id) + (direction === 'up' ? -1 : 1);
	if (at >= 0 && at < row.length) return { sceneId: item.sceneId, laneId: item.laneId, index: at };
	// At the end of the cell: on to the nearest lane that takes it.
	const lanes = board.map.lanes;
	const from = lanes.findIndex((lane) => lane.id === item.laneId);
	const others = direction === 'up' ? lanes.slice(0, from).reverse() : lanes.slice(from + 1);
	const lane = others.find((other) =>
		item.type === 'touchpoint'
			? board.addsIn(other) === 'touchpoint'
			: board.addsIn(other) !== null && board.addsIn(other) !== 'touchpoint'
	);
	if (!lane) return null;
	return {
		sceneId: item.sceneId,
		laneId: lane.id,
		index: direction === 'up' ? itemsIn(board.map, { sceneId: item.sceneId, laneId: lane.id }).length : 0
	};
}

/** Moves a scene or a lane by one. */
export function moveHead(board: Board, head: { at: 'scene' | 'lane'; id: string }, by: -1 | 1): void {
	const row = head.at === 'scene' ? board.map.scenes : board.map.lanes;
	const index = row.findIndex((one) => one.id === head.id) + by;
	if (index < 0 || index >= row.length) return;
	if (!board.run(head.at === 'scene' ? commands.moveScene : commands.moveLane, { id: head.id, index })) return;
	board.focus.go({ at: head.at, id: head.id });
	const moved = board.record(head.id) as Scene | Lane;
	const title = moved.type === 'scene' ? titleOr(moved.title) : laneTitle(moved);
	board.announcer.say(m.board_announce_head_moved({ title, place: index + 1, n: row.length }));
}

/** Raises or lowers the expected emotion of a scene by one step; the first step starts from neutral. */
export function stepEmotion(board: Board, sceneId: string, by: -1 | 1): void {
	const scene = board.record(sceneId);
	if (scene?.type !== 'scene') return;
	const value = Math.max(-2, Math.min(2, (scene.expectedEmotion ?? 0) + by)) as Scene['expectedEmotion'];
	board.run(commands.setExpectedEmotion, { id: sceneId, value });
}

/** What is selected, in the order of the map: by scene, lane, place. */
export const selectedItems = (board: Board): Item[] => {
	const { ids } = board.selection;
	if (ids.size === 0) return [];
	return board.map.scenes.flatMap((scene) =>
		board.map.lanes.flatMap((lane) =>
			itemsIn(board.map, { sceneId: scene.id, laneId: lane.id }).filter((item) => ids.has(item.id))
		)
	);
};

/** The cell the keyboard is in: of the item or cell in focus. */
export function focusedCell(board: Board): Cell | null {
	const place = board.focus.place;
	if (place?.at === 'cell') return place;
	return place?.at === 'item' ? (board.item(place.id) ?? null) : null;
}

function announceMove(board: Board, item: Item): void {
	const { byId } = indexOf(board.map);
	const scene = byId.get(item.sceneId) as Scene;
	const lane = byId.get(item.laneId) as Lane;
	const place = positionOf(board.map, item) + 1;
	board.announcer.say(
		m.board_announce_moved({ title: titleOr(item.title), scene: titleOr(scene.title), lane: laneTitle(lane), place })
	);
}

/** Position behind the item in focus; undefined (the end) when the keyboard stands on the cell itself. */
export function placeAfterFocus(board: Board, cell: Cell): number | undefined {
	const place = board.focus.place;
	return place?.at === 'item' ? itemsIn(board.map, cell).findIndex((item) => item.id === place.id) + 1 : undefined;
}
