/** One stretch of a row of heads, in screen pixels along its axis. */
export interface Stretch {
	readonly id: string;
	readonly start: number;
	readonly size: number;
}

/** How far the hand must go before a press becomes a drag. */
const SLACK = 6;

/**
 * Position of a head that was moved by `by` pixels, counted without it: it goes before the first other head whose
 * middle lies beyond its own.
 */
export function indexAfter(stretches: readonly Stretch[], id: string, by: number): number {
	const moved = stretches.find((stretch) => stretch.id === id);
	if (!moved) return 0;
	const middle = moved.start + moved.size / 2 + by;
	return stretches.filter((other) => other.id !== id && other.start + other.size / 2 < middle).length;
}

/**
 * Dragging the head of a scene or lane along its axis, with a mouse or a pen. One write, when the hand lets go. A finger
 * on the heads pushes the map instead: a swipe must not put a company's journey in another order; the inspector does it.
 */
export class HeadDrag {
	/** Head in the hand; null until the press has become a drag. */
	id = $state<string | null>(null);
	by = $state(0);
	#pressed: { id: string; at: number; axis: 'x' | 'y' } | null = null;
	readonly #move: (id: string, index: number) => void;

	constructor(move: (id: string, index: number) => void) {
		this.#move = move;
	}

	take(event: PointerEvent, id: string, axis: 'x' | 'y'): void {
		if (event.button !== 0 || event.pointerType === 'touch') return;
		this.#pressed = { id, at: axis === 'x' ? event.clientX : event.clientY, axis };
	}

	pull(event: PointerEvent): void {
		if (!this.#pressed) return;
		const by = (this.#pressed.axis === 'x' ? event.clientX : event.clientY) - this.#pressed.at;
		if (this.id === null && Math.abs(by) > SLACK) {
			this.id = this.#pressed.id;
			(event.currentTarget as Element).setPointerCapture(event.pointerId);
		}
		this.by = by;
	}

	release(event: PointerEvent, stretches: readonly Stretch[]): void {
		const { id, by } = this;
		this.cancel();
		if (id === null) return;
		event.preventDefault();
		this.#move(id, indexAfter(stretches, id, by));
	}

	cancel(): void {
		this.#pressed = null;
		this.id = null;
		this.by = 0;
	}
}
