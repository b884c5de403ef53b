import { toShared, type Layout } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { drop } from '../state/actions.ts';
import type { Board } from '../state/board.svelte.ts';
import { dropTarget } from '../state/drop-target.ts';

interface Point {
	readonly x: number;
	readonly y: number;
}

/**
 * While cards are in the hand: shows here where they would drop, and tells the others where they are. Nothing is written.
 * @param pointer in board pixels
 * @param at top left corner of the card that was taken
 */
export function dragOver(board: Board, layout: Layout, pointer: Point, at: Point): void {
	if (!board.drag.active) return;
	const ids = [...board.drag.ids];
	const items = ids.map((id) => board.item(id)).filter((item) => item !== undefined);
	const target = dropTarget(board.map, layout, pointer, items);
	board.drag.over(target);
	board.people.say({
		dragging: { ids, at: toShared(layout, at), cell: target && { sceneId: target.sceneId, laneId: target.laneId } }
	});
}

/** The hand let go: the one write of a drag, or the reason why there is none. */
export function dragEnd(board: Board): void {
	const ids = [...board.drag.ids];
	const target = board.drag.end();
	board.people.say({ dragging: null });
	if (!target || !ids[0]) return;
	board.focus.set({ at: 'item', id: ids[0] });
	if (target.accepted) drop(board, ids, target);
	else board.announcer.say(m.board_not_accepted());
}
