import type { DropTarget } from './drop-target.ts';

/** A drag that goes on: nothing is written until the drop, others see it as presence. */
export class Drag {
	ids = $state.raw<ReadonlySet<string>>(new Set());
	target = $state.raw<DropTarget | null>(null);

	get active(): boolean {
		return this.ids.size > 0;
	}

	lifts(id: string): boolean {
		return this.ids.has(id);
	}

	start(ids: Iterable<string>): void {
		this.ids = new Set(ids);
		this.target = null;
	}

	over(target: DropTarget | null): void {
		this.target = target;
	}

	/** Ends the drag and says where it would have dropped. */
	end(): DropTarget | null {
		const { target } = this;
		this.ids = new Set();
		this.target = null;
		return target;
	}
}
