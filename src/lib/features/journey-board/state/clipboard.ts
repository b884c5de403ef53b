import { commands, contentOf, type Cell } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { deleteSelected, focusedCell, placeAfterFocus, selectedItems } from './actions.ts';
import type { Board } from './board.svelte.ts';

/** Copying, cutting and pasting: with keys into the cell in focus, with a finger into the cell that is tapped. */

/** Keeps the content of the selected cards for pasting; how many. */
export function copySelected(board: Board): number {
	const items = selectedItems(board);
	if (items.length > 0) board.copied = items.map(contentOf);
	return items.length;
}

/** Copies the selected cards and lets a finger choose where they go. */
export function copyToPaste(board: Board): void {
	if (copySelected(board) > 0) beginPasting(board);
}

/** Takes the selected cards away, as one step, and lets a finger choose where they go; returns how many things went. */
export function cutToPaste(board: Board): number {
	const n = copySelected(board) > 0 ? deleteSelected(board) : 0;
	if (n > 0) beginPasting(board);
	return n;
}

function beginPasting(board: Board): void {
	board.selection.clear();
	board.pasting = true;
	board.announcer.say(m.board_pasting_hint({ n: board.copied.length }));
}

export function endPasting(board: Board): void {
	board.pasting = false;
	board.selection.clear();
}

/** Pastes into the cell in focus, after the item in focus, as one step; returns how many. */
export function paste(board: Board): number {
	const cell = focusedCell(board);
	return cell ? pasteInto(board, cell, placeAfterFocus(board, cell)) : 0;
}

/** Pastes into a cell, at its end unless an index is given, as one step; returns how many. */
export function pasteInto(board: Board, { sceneId, laneId }: Cell, index?: number): number {
	if (board.copied.length === 0) return 0;
	const done = board.run(commands.pasteCards, {
		sceneId,
		laneId,
		...(index === undefined ? {} : { index }),
		items: [...board.copied]
	});
	if (!done?.created[0]) return 0;
	board.selection.set(done.created);
	board.focus.go({ at: 'item', id: done.created[0] });
	board.announcer.say(m.board_announce_pasted({ n: done.created.length }));
	return done.created.length;
}
