import { toShared, type Rect } from '#domain/journey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { drop } from '../state/actions.ts';
import type { Board } from '../state/board.svelte.ts';
import { dropTarget } from '../state/drop-target.ts';
import type { Point } from './shown-cards.ts';

/** Takes a card into the hand, and with it what else is selected; one that is not selected is taken alone. */
export function dragStart(board: Board, id: string): void {
	const ids = board.selection.has(id) ? [id, ...board.selection.list.filter((other) => other !== id)] : [id];
	const rects = ids.flatMap((one): [string, Rect][] => {
		const rect = board.layout?.items.get(one);
		return rect ? [[one, rect]] : [];
	});
	board.drag.start(new Map(rects));
}

/**
 * While cards are in the hand: shows here where they would drop, and tells the others where they are. Nothing is written.
 * @param pointer in board pixels
 * @param by how far the hand has come since it took them, board pixels
 */
export function dragOver(board: Board, pointer: Point, by: Point): void {
	const { layout, drag } = board;
	if (!drag.active || !layout) return;
	const ids = [...drag.ids];
	const items = ids.map((id) => board.item(id)).filter((item) => item !== undefined);
	const target = dropTarget(board.map, layout, pointer, items);
	drag.over(by, target);
	const taken = drag.from(ids[0]!)!;
	board.people.say({
		dragging: {
			ids,
			at: toShared(layout, { x: taken.x + by.x, y: taken.y + by.y }),
			cell: target && { sceneId: target.sceneId, laneId: target.laneId }
		}
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

/** Nothing is dropped: what was in the hand returns to its place. */
export function dragCancel(board: Board): void {
	board.drag.end();
	board.people.say({ dragging: null });
}
