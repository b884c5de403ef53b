import type { Attachment } from 'svelte/attachments';
import { m } from '#lib/paraglide/messages.js';
import type { Board } from './state/board.svelte.ts';

/** A finger that stays for this long (ms) and wanders no further than this (px) means to select. */
const LONG = 450;
const WANDER = 10;

/**
 * Touch: a long press on a card begins selecting, further taps add cards or take them away. Taps beside the cards do
 * nothing meanwhile, so that a clumsy one does not throw the selection away.
 */
export function picking(board: Board): Attachment<HTMLElement> {
	return (element) => {
		let pressed: { id: string; x: number; y: number; timer: ReturnType<typeof setTimeout> } | null = null;
		/** The tap that ends the long press is no tap. */
		let held = false;

		const give = () => {
			if (pressed) clearTimeout(pressed.timer);
			pressed = null;
		};
		const press = (event: PointerEvent) => {
			give();
			held = false;
			const id = itemAt(event);
			if (event.pointerType !== 'touch' || !event.isPrimary || !id || board.selection.picking) return;
			const timer = setTimeout(() => {
				pressed = null;
				held = true;
				pick(board, id);
			}, LONG);
			pressed = { id, x: event.clientX, y: event.clientY, timer };
		};
		const wander = (event: PointerEvent) => {
			if (pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > WANDER) give();
		};
		const tap = (event: MouseEvent) => {
			if (!board.selection.picking && !held) return;
			const id = itemAt(event);
			if (!id && event.target instanceof Element && event.target.closest('button, a')) return;
			event.stopPropagation();
			event.preventDefault();
			if (id && !held && event.type === 'click') toggle(board, id);
			held = false;
		};
		const menu = (event: MouseEvent) => {
			if (pressed || held || board.selection.picking) event.preventDefault();
		};

		const stop = new AbortController();
		const on = { signal: stop.signal, capture: true };
		element.addEventListener('pointerdown', press, on);
		element.addEventListener('pointermove', wander, on);
		element.addEventListener('pointerup', give, on);
		element.addEventListener('pointercancel', give, on);
		element.addEventListener('click', tap, on);
		element.addEventListener('dblclick', tap, on);
		element.addEventListener('contextmenu', menu, on);
		return () => {
			give();
			stop.abort();
		};
	};
}

/** Begins selecting with this card, for fingers: from now on a tap adds or takes away. */
export function pick(board: Board, id: string): void {
	board.pasting = false;
	board.selection.pick(id);
	// A buzz says that the finger was understood; not every device can, or may.
	navigator.vibrate?.(12);
	board.announcer.say(m.board_picking_begun());
}

function toggle(board: Board, id: string): void {
	board.selection.toggle(id);
	board.announcer.say(m.board_announce_selected({ n: board.selection.ids.size }));
}

const itemAt = (event: Event): string | null =>
	event.target instanceof Element
		? (event.target.closest<HTMLElement>('[data-item-id]')?.dataset.itemId ?? null)
		: null;
