import { commands, type Rect } from '#domain/journey/index.ts';
import type { Board } from '../state/board.svelte.ts';
import { dragCancel, dragEnd, dragOver, dragStart } from './card-drag.ts';
import { itemAt } from './places-at.ts';
import { itemsAround, type Point } from './shown-cards.ts';

/** How far the hand must go before a press becomes a drag, screen pixels. */
const SLACK = 4;
/** A path ends at a touchpoint that is missed by no more than this, board pixels. */
const NEAR = 16;

/** A path that is being drawn. */
export interface DrawnPath {
	readonly cardId: string;
	/** Which of its ends the hand began with: `out` leads away from the card, `in` comes to it. */
	readonly end: 'in' | 'out';
	readonly at: Point;
	/** The touchpoint it would join. */
	readonly over: string | null;
}

/** Something that the hand does on the map from press to release. Points are board pixels. */
interface Gesture {
	/** It is one only from a movement on: until then it is a click. */
	begin(): void;
	move(at: Point): void;
	end(): void;
	cancel(): void;
}

/**
 * What a hand does on the map besides moving it: cards are dragged, framed, joined by paths. From a press to its release,
 * one thing at a time; a press that goes nowhere is left to be a click.
 */
export class Hand {
	/** Rectangle that is drawn around cards to select them, board pixels. */
	frame = $state.raw<Rect | null>(null);
	path = $state.raw<DrawnPath | null>(null);
	readonly #board: Board;
	#pressed: { gesture: Gesture; x: number; y: number } | null = null;
	#begun = false;

	constructor(board: Board) {
		this.#board = board;
	}

	/** Is something going on that is more than a click? */
	get busy(): boolean {
		return this.#begun;
	}

	/** Is a press waiting for its release? */
	get pressed(): boolean {
		return this.#pressed !== null;
	}

	/** Takes hold of a card. @param at where, board pixels; @param screen the same place, screen pixels */
	takeCard(id: string, at: Point, screen: Point): void {
		const board = this.#board;
		if (!board.canEdit) return;
		this.#press(screen, {
			begin: () => dragStart(board, id),
			move: (to) => {
				// Escape, or a colleague who deleted the last of them.
				if (!board.drag.active) return this.cancel();
				dragOver(board, to, { x: to.x - at.x, y: to.y - at.y });
			},
			end: () => dragEnd(board),
			cancel: () => dragCancel(board)
		});
	}

	/** Begins a frame around cards. */
	takeFrame(at: Point, screen: Point): void {
		const board = this.#board;
		this.#press(screen, {
			begin: () => board.selection.clear(),
			move: (to) => {
				this.frame = between(at, to);
				const inside = itemsAround(board.map, board.layout!, this.frame);
				board.selection.set(Array.from(inside, ([item]) => item.id));
			},
			end: () => (this.frame = null),
			cancel: () => (this.frame = null)
		});
	}

	/** Takes an end of a touchpoint, to draw a path from it or to it. */
	takeEnd(cardId: string, end: DrawnPath['end'], at: Point, screen: Point): void {
		const board = this.#board;
		if (!board.canEdit) return;
		const joins = (id: string) => id !== cardId && board.item(id)?.type === 'touchpoint';
		this.#press(screen, {
			begin: () => (this.path = { cardId, end, at, over: null }),
			move: (to) => {
				if (!board.item(cardId)) return this.cancel();
				this.path = { cardId, end, at: to, over: itemAt(board.map, board.layout!, to, NEAR, joins) };
			},
			end: () => {
				const over = this.path?.over;
				this.path = null;
				if (!over) return;
				const [fromId, toId] = end === 'out' ? [cardId, over] : [over, cardId];
				board.run(commands.connect, { fromId, toId });
			},
			cancel: () => (this.path = null)
		});
	}

	#press(screen: Point, gesture: Gesture): void {
		this.cancel();
		this.#pressed = { gesture, ...screen };
	}

	/** The hand moved, or the map below it. @param at board pixels; @param screen screen pixels */
	move(at: Point, screen: Point): void {
		if (!this.#pressed) return;
		const { gesture, x, y } = this.#pressed;
		if (!this.#begun) {
			if (Math.hypot(screen.x - x, screen.y - y) < SLACK) return;
			this.#begun = true;
			gesture.begin();
		}
		gesture.move(at);
	}

	/** @returns whether it was more than a click */
	release(): boolean {
		const [pressed, begun] = [this.#pressed, this.#begun];
		this.#forget();
		if (pressed && begun) pressed.gesture.end();
		return begun;
	}

	cancel(): void {
		const [pressed, begun] = [this.#pressed, this.#begun];
		this.#forget();
		if (pressed && begun) pressed.gesture.cancel();
	}

	#forget(): void {
		this.#pressed = null;
		this.#begun = false;
	}
}

const between = (a: Point, b: Point): Rect => ({
	x: Math.min(a.x, b.x),
	y: Math.min(a.y, b.y),
	width: Math.abs(a.x - b.x),
	height: Math.abs(a.y - b.y)
});
