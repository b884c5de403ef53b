import type { Rect } from '#domain/journey/index.ts';
import type { DropTarget } from './drop-target.ts';

/** Board pixels. */
export interface Shift {
	readonly x: number;
	readonly y: number;
}

const NOWHERE: Shift = { x: 0, y: 0 };

/** A drag that goes on: nothing is written until the drop, others see it as presence. */
export class Drag {
	/** What is in the hand, and where it lay when it was taken. */
	#from = $state.raw<ReadonlyMap<string, Rect>>(new Map());
	/** How far the hand has carried it. */
	by = $state.raw<Shift>(NOWHERE);
	target = $state.raw<DropTarget | null>(null);

	get ids(): Iterable<string> {
		return this.#from.keys();
	}

	get active(): boolean {
		return this.#from.size > 0;
	}

	lifts(id: string): boolean {
		return this.#from.has(id);
	}

	/** Where a card in the hand lay when it was taken, board pixels. */
	from(id: string): Rect | undefined {
		return this.#from.get(id);
	}

	/** @param from each card that is taken, and where it lies */
	start(from: ReadonlyMap<string, Rect>): void {
		this.#from = from;
		this.by = NOWHERE;
		this.target = null;
	}

	over(by: Shift, target: DropTarget | null): void {
		this.by = by;
		this.target = target;
	}

	/** Ends the drag and says where it would have dropped. */
	end(): DropTarget | null {
		const { target } = this;
		if (this.active) this.#from = new Map();
		this.by = NOWHERE;
		this.target = null;
		return target;
	}
}
