import { calcAutoPan } from '@xyflow/system';
import type { Attachment } from 'svelte/attachments';
import type { Board } from '../state/board.svelte.ts';
import type { Hand } from './hand.svelte.ts';
import { itemAt } from './places-at.ts';
import type { Point } from './shown-cards.ts';
import type { View } from './view.svelte.ts';

/** How fast the map goes on under a hand that holds something at its edge, screen pixels a frame. */
const SPEED = 15;

export interface GestureOptions {
	readonly board: Board;
	readonly view: View;
	readonly hand: Hand;
	/** Cards are so small that they have no elements: what is pressed is known by its place. */
	readonly byPlace: () => boolean;
}

/**
 * Mouse, pen and finger on the map: a press on a card takes it, on the end of a path draws one, with Shift begins a frame;
 * a click selects. All else is left to whoever moves the map (`panZoom`). Held at the edge, the map goes on below.
 */
export const gestures =
	(options: GestureOptions): Attachment<HTMLElement> =>
	(pane) => {
		const all = new Gestures(pane, options);
		return () => all.stop();
	};

const screenOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });
const adds = (event: MouseEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey;
/** What has its own use for a press. */
const OWN = '.nodrag, button, a, input, textarea, [role=slider]';

class Gestures {
	readonly #pane: HTMLElement;
	readonly #options: GestureOptions;
	readonly #stop = new AbortController();
	#pointer: number | null = null;
	#last: Point = { x: 0, y: 0 };
	#frame = 0;
	/** The press became more than a click: the click that ends it is none. */
	#moved = false;

	constructor(pane: HTMLElement, options: GestureOptions) {
		this.#pane = pane;
		this.#options = options;
		const on = { signal: this.#stop.signal };
		const first = { ...on, capture: true };
		pane.addEventListener('pointerdown', (event) => this.#press(event), on);
		pane.addEventListener('mousedown', (event) => this.#begun(event), first);
		pane.addEventListener('touchstart', (event) => this.#begun(event), { ...first, passive: true });
		pane.addEventListener('click', (event) => this.#click(event), first);
		pane.addEventListener('dblclick', (event) => this.#twice(event), first);
		addEventListener('pointermove', (event) => this.#move(event), on);
		addEventListener('pointerup', (event) => this.#release(event), on);
		addEventListener('pointercancel', (event) => this.#release(event), on);
	}

	stop(): void {
		cancelAnimationFrame(this.#frame);
		this.#options.hand.cancel();
		this.#stop.abort();
	}

	#boardOf({ x, y }: Point): Point {
		const box = this.#pane.getBoundingClientRect();
		return this.#options.view.toBoard({ x: x - box.left, y: y - box.top });
	}

	/** The card under the pointer, and whether it has an element. */
	#cardAt(event: MouseEvent): { id: string; drawn: boolean } | null {
		if (!(event.target instanceof Element)) return null;
		const card = event.target.closest<HTMLElement>('[data-item-id]');
		if (card) return { id: card.dataset.itemId!, drawn: true };
		const { board, byPlace } = this.#options;
		const id = byPlace() ? itemAt(board.map, board.layout!, this.#boardOf(screenOf(event))) : null;
		return id === null ? null : { id, drawn: false };
	}

	#press(event: PointerEvent): void {
		const { target } = event;
		if (!(target instanceof Element) || event.button !== 0 || !event.isPrimary) return;
		this.#moved = false;
		if (target.closest(OWN)) return;
		const { hand } = this.#options;
		const screen = (this.#last = screenOf(event));
		this.#pointer = event.pointerId;
		const at = this.#boardOf(screen);
		const end = target.closest<HTMLElement>('[data-path-end]');
		if (end) return hand.takeEnd(end.dataset.of!, end.dataset.pathEnd as 'in' | 'out', at, screen);
		if (event.shiftKey && event.pointerType !== 'touch') return hand.takeFrame(at, screen);
		const card = this.#cardAt(event);
		if (card) hand.takeCard(card.id, at, screen);
	}

	/** The press that takes something must not move the map as well, nor mark text. */
	#begun(event: MouseEvent | TouchEvent): void {
		if (!this.#options.hand.pressed) return;
		event.stopPropagation();
		if (event.type === 'mousedown' && event.shiftKey) event.preventDefault();
	}

	#move(event: PointerEvent): void {
		const { hand } = this.#options;
		if (event.pointerId !== this.#pointer || !hand.pressed) return;
		this.#last = screenOf(event);
		const was = hand.busy;
		hand.move(this.#boardOf(this.#last), this.#last);
		if (!hand.busy || was) return;
		this.#moved = true;
		this.#pane.setPointerCapture(event.pointerId);
		this.#frame = requestAnimationFrame(this.#goOn);
	}

	/** At the edge the map goes on, and what is in the hand with it. */
	readonly #goOn = (): void => {
		const { hand, view } = this.#options;
		if (!hand.busy) return;
		const { left, top, width, height } = this.#pane.getBoundingClientRect();
		const { x, y } = this.#last;
		const [dx = 0, dy = 0] = calcAutoPan({ x: x - left, y: y - top }, { width, height }, SPEED);
		if (dx !== 0 || dy !== 0) {
			view.halt();
			view.panBy(dx, dy);
			hand.move(this.#boardOf(this.#last), this.#last);
		}
		this.#frame = requestAnimationFrame(this.#goOn);
	};

	#release(event: PointerEvent): void {
		if (event.pointerId !== this.#pointer) return;
		this.#pointer = null;
		cancelAnimationFrame(this.#frame);
		if (event.type === 'pointerup') this.#options.hand.release();
		else this.#options.hand.cancel();
	}

	#click(event: MouseEvent): void {
		if (this.#moved) {
			this.#moved = false;
			return event.stopPropagation();
		}
		if (!(event.target instanceof Element) || event.target.closest(OWN)) return;
		const card = this.#cardAt(event);
		if (!card) return;
		const { board } = this.#options;
		if (adds(event)) board.selection.toggle(card.id);
		else board.selection.set([card.id]);
		if (card.drawn) return;
		event.stopPropagation();
		board.focus.go({ at: 'item', id: card.id });
	}

	/** What cannot be read from afar is looked at from near. */
	#twice(event: MouseEvent): void {
		const { board, view, byPlace } = this.#options;
		if (!byPlace() || !(event.target instanceof Element) || event.target.closest(OWN)) return;
		const card = this.#cardAt(event);
		const rect = card && board.layout!.items.get(card.id);
		if (!card || !rect) return;
		event.stopPropagation();
		view.closeTo(rect);
		board.focus.go({ at: 'item', id: card.id });
	}
}
