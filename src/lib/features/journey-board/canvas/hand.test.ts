import { describe, expect, it } from 'vitest';
import { layoutJourney } from '#domain/journey/index.ts';
import { aBoard, ids } from '../state/board.fixture.ts';
import { Hand } from './hand.svelte.ts';
import { itemAt } from './places-at.ts';

const { a, b, c, p } = ids;

/** A board, a hand on it, and where its cards lie; the screen shows the board as it is. */
function atHand() {
	const made = aBoard();
	const hand = new Hand(made.board);
	const middle = (id: string) => {
		const { x, y, width, height } = made.board.layout!.items.get(id)!;
		return { x: x + width / 2, y: y + height / 2 };
	};
	const move = (at: { x: number; y: number }) => hand.move(at, at);
	return { ...made, hand, middle, move };
}
const by = (at: { x: number; y: number }, dx: number, dy: number) => ({ x: at.x + dx, y: at.y + dy });
const inOrder = (board: ReturnType<typeof aBoard>['board']) =>
	board.map.touchpoints.map(({ id, sceneId, order }) => [id, sceneId, order] as const);

describe('a card in the hand', () => {
	it('is a click until the hand has gone some way', () => {
		const { board, hand, middle, move } = atHand();
		hand.takeCard(a, middle(a), middle(a));
		move(by(middle(a), 2, 2));
		expect([hand.busy, board.drag.active]).toEqual([false, false]);
		expect(hand.release()).toBe(false);
		expect(inOrder(board)).toEqual(inOrder(aBoard().board));
	});

	it('follows the hand, and is written once, where it is let go', () => {
		const { board, hand, middle, move, said } = atHand();
		const lay = board.layout!.items.get(a)!;
		hand.takeCard(a, middle(a), middle(a));
		move(by(middle(a), 10, 6));
		expect(board.drag.from(a)).toEqual(lay);
		expect(board.drag.by).toEqual({ x: 10, y: 6 });
		const below = by(middle(c), 0, 60);
		move(below);
		expect(board.drag.target).toMatchObject({ sceneId: ids.s2, laneId: ids.touch, index: 1, accepted: true });
		expect(hand.release()).toBe(true);
		expect(board.drag.active).toBe(false);
		expect(board.item(a)!.sceneId).toBe(ids.s2);
		expect(said.at(-1)).toEqual({ dragging: null });
		expect(board.focus.is('item', a)).toBe(true);
	});

	it('takes what else is selected with it, and goes alone when it is not', () => {
		const { board, hand, middle, move } = atHand();
		board.selection.set([a, p]);
		hand.takeCard(b, middle(b), middle(b));
		move(by(middle(b), 9, 9));
		expect([...board.drag.ids]).toEqual([b]);
		hand.cancel();
		hand.takeCard(p, middle(p), middle(p));
		move(by(middle(p), 9, 9));
		expect([...board.drag.ids]).toEqual([p, a]);
		expect([...board.selection.ids]).toEqual([a, p]);
	});

	it('returns to its place when the hand gives it up, by Escape too, and nobody sees it held any more', () => {
		const { board, hand, middle, move, said } = atHand();
		for (const end of [() => hand.cancel(), () => (board.drag.end(), move(by(middle(a), 30, 30)))]) {
			hand.takeCard(a, middle(a), middle(a));
			move(by(middle(a), 20, 20));
			expect(board.drag.active).toBe(true);
			end();
			expect([board.drag.active, hand.busy, hand.pressed]).toEqual([false, false, false]);
			expect(said.at(-1)).toEqual({ dragging: null });
			expect(hand.release()).toBe(false);
		}
		expect(inOrder(board)).toEqual(inOrder(aBoard().board));
	});

	it('is not taken by who may only look', () => {
		const { board, source, hand, middle, move } = atHand();
		source.canEdit = false;
		hand.takeCard(a, middle(a), middle(a));
		move(by(middle(a), 40, 40));
		expect([hand.pressed, board.drag.active]).toEqual([false, false]);
	});
});

describe('a frame', () => {
	it('selects what it touches, in place of what was selected, and goes with the release', () => {
		const { board, hand, middle, move } = atHand();
		board.selection.set([p]);
		const start = by(middle(a), -400, -200);
		hand.takeFrame(start, start);
		move(by(middle(a), 1, 1));
		expect([...board.selection.ids]).toEqual([a]);
		move(by(middle(b), 1, 1));
		expect([...board.selection.ids].sort()).toEqual([a, b]);
		expect(hand.frame).toEqual({ ...start, width: middle(b).x + 1 - start.x, height: middle(b).y + 1 - start.y });
		expect(hand.release()).toBe(true);
		expect(hand.frame).toBeNull();
		expect([...board.selection.ids].sort()).toEqual([a, b]);
	});
});

describe('a path that is drawn', () => {
	const drawn = (end: 'in' | 'out', to: string, dx = 0, dy = 0) => {
		const { board, hand, middle, move } = atHand();
		hand.takeEnd(b, end, middle(b), middle(b));
		const rect = board.layout!.items.get(to)!;
		move({ x: rect.x + dx, y: rect.y + rect.height / 2 + dy });
		const over = hand.path?.over ?? null;
		hand.release();
		expect(hand.path).toBeNull();
		return { over, paths: board.map.paths.slice(1).map(({ fromId, toId }) => [fromId, toId]) };
	};

	it('leads from the end that was taken to the touchpoint it is let go at, or near', () => {
		expect(drawn('out', c)).toEqual({ over: c, paths: [[b, c]] });
		expect(drawn('in', c, -5)).toEqual({ over: c, paths: [[c, b]] });
	});

	it('is none at a card, at itself, or nowhere', () => {
		expect(drawn('out', p)).toEqual({ over: null, paths: [] });
		expect(drawn('out', b)).toEqual({ over: null, paths: [] });
		expect(drawn('out', c, 0, -400)).toEqual({ over: null, paths: [] });
	});
});

describe('the item at a place', () => {
	const { board } = aBoard();
	const layout = layoutJourney(board.map);
	const { x, y, width } = layout.items.get(a)!;

	it('is the one that lies there, or the nearest within reach', () => {
		expect(itemAt(board.map, layout, { x: x + 5, y: y + 5 })).toBe(a);
		expect(itemAt(board.map, layout, { x: x - 5, y: y + 5 })).toBeNull();
		expect(itemAt(board.map, layout, { x: x - 5, y: y + 5 }, 8)).toBe(a);
		expect(itemAt(board.map, layout, { x: x + width / 2, y: layout.items.get(b)!.y - 1 }, 8)).toBe(b);
		expect(itemAt(board.map, layout, { x: x + 5, y: y + 5 }, 0, (id) => id !== a)).toBeNull();
	});
});
