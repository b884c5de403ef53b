import { itemsIn, laneDefinition, type Lane } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Intent } from '../keyboard.ts';
import {
	addItem,
	addScene,
	deleteSelected,
	duplicateSelected,
	focusedCell,
	moveHead,
	moveItems,
	placeAfterFocus,
	selectedItems,
	stepEmotion
} from './actions.ts';
import type { Board } from './board.svelte.ts';
import { copySelected, endPasting, paste } from './clipboard.ts';
import { rowEnd, step } from './focus.ts';

/** What the keys need beyond the board itself. */
export interface Stage {
	readonly fit: () => void;
	readonly zoomBy: (factor: number) => void;
	readonly help: () => void;
	readonly inspect: () => void;
	/** Something went: offers to take it back. */
	readonly deleted: (n: number) => void;
}

const ZOOM_STEP = 1.25;

/** Does what a key asked for. */
export function perform(board: Board, stage: Stage, intent: Intent): void {
	if (board.swallows(intent)) return;
	const place = board.focus.place;
	switch (intent.do) {
		case 'focus':
			if (place) board.focus.go(step(board.map, place, intent.direction));
			return;
		case 'first':
		case 'last':
			if (place) board.focus.go(rowEnd(board.map, place, intent.do));
			return;
		case 'move':
			return move(board, intent.direction);
		case 'edit':
			return edit(board);
		case 'add':
			return add(board);
		case 'delete':
			selectFocused(board);
			return stage.deleted(deleteSelected(board));
		case 'undo':
			return take(board, 'undo');
		case 'redo':
			return take(board, 'redo');
		case 'copy':
			selectFocused(board);
			return copied(board);
		case 'cut':
			selectFocused(board);
			copied(board);
			return stage.deleted(deleteSelected(board));
		case 'paste':
			paste(board);
			return;
		case 'duplicate':
			selectFocused(board);
			return duplicateSelected(board);
		case 'select':
			if (place?.at === 'item') board.selection.toggle(place.id);
			else if (place && place.at !== 'cell') board.selection.setHead(place);
			return board.announcer.say(m.board_announce_selected({ n: board.selection.head ? 1 : board.selection.ids.size }));
		case 'select-all':
			return selectLane(board);
		case 'clear':
			if (board.editing !== null) board.endEdit(true);
			else if (board.drag.active) board.drag.end();
			else if (board.pasting) endPasting(board);
			else board.selection.clear();
			return;
		case 'inspect':
			selectFocused(board);
			return stage.inspect();
		case 'fit':
			return stage.fit();
		case 'zoom-in':
			return stage.zoomBy(ZOOM_STEP);
		case 'zoom-out':
			return stage.zoomBy(1 / ZOOM_STEP);
		case 'help':
			return stage.help();
	}
}

/** Taking back and doing again, said aloud: on a board of others the effect may be out of sight. */
export function take(board: Board, what: 'undo' | 'redo'): void {
	if (what === 'undo' ? !board.source.canUndo : !board.source.canRedo) return;
	const done = board.take(what);
	if (!done) return board.tell(what === 'undo' ? m.board_undo_overtaken() : m.board_redo_overtaken());
	board.announcer.say(what === 'undo' ? m.board_announce_undone() : m.board_announce_redone());
}

/** With nothing selected, what the keyboard stands on is meant. */
function selectFocused(board: Board): void {
	const place = board.focus.place;
	if (!board.selection.empty || !place) return;
	if (place.at === 'item') board.selection.set([place.id]);
	else if (place.at !== 'cell') board.selection.setHead(place);
}

function move(board: Board, direction: 'up' | 'down' | 'left' | 'right'): void {
	const place = board.focus.place;
	const selected = selectedItems(board).map((item) => item.id);
	// What the keyboard stood on has gone: what is left of the selection is meant, not the neighbour.
	if (board.lostPlace.titles.length > 0) return moveItems(board, selected, direction);
	if (!place) return;
	switch (place.at) {
		case 'item':
			return moveItems(board, selected.includes(place.id) ? selected : [place.id], direction);
		case 'scene':
			if (direction === 'left' || direction === 'right')
				moveHead(board, { at: 'scene', id: place.id }, direction === 'left' ? -1 : 1);
			return;
		case 'lane':
			if (direction === 'up' || direction === 'down')
				moveHead(board, { at: 'lane', id: place.id }, direction === 'up' ? -1 : 1);
			return;
		case 'cell':
			if (isCurve(board, place.laneId) && (direction === 'up' || direction === 'down'))
				stepEmotion(board, place.sceneId, direction === 'up' ? 1 : -1);
			return;
	}
}

function edit(board: Board): void {
	const place = board.focus.place;
	if (place?.at === 'cell') {
		if (!isCurve(board, place.laneId)) addItem(board, place);
	} else if (place) {
		if (place.at === 'item') board.selection.set([place.id]);
		else board.selection.setHead(place);
		board.edit(place.id);
	}
}

/** Adds after the item in focus, into the cell in focus, or a scene after the one in focus. */
function add(board: Board): void {
	const place = board.focus.place;
	if (place?.at === 'scene') return addScene(board, board.map.scenes.findIndex((scene) => scene.id === place.id) + 1);
	const cell = focusedCell(board);
	if (!cell) return board.map.scenes.length === 0 ? addScene(board) : undefined;
	addItem(board, cell, placeAfterFocus(board, cell));
}

function copied(board: Board): void {
	const n = copySelected(board);
	if (n > 0) board.announcer.say(m.board_copied({ n }));
}

function selectLane(board: Board): void {
	const cell = focusedCell(board);
	const laneId = cell?.laneId ?? (board.focus.place?.at === 'lane' ? board.focus.place.id : null);
	if (laneId === null) return;
	board.selection.set(
		board.map.scenes.flatMap((scene) => itemsIn(board.map, { sceneId: scene.id, laneId }).map((item) => item.id))
	);
	board.announcer.say(m.board_announce_selected({ n: board.selection.ids.size }));
}

const isCurve = (board: Board, laneId: string): boolean => {
	const lane = board.record(laneId) as Lane | undefined;
	return lane !== undefined && laneDefinition(lane.kind).kind === 'emotion';
};
