import { applyChanges, type Change, type JourneySnapshot } from '#domain/journey/index.ts';
import type { Source } from './board.svelte.ts';

/** A document in memory, for tests of the board: the same changes, no network. */
export class MemorySource implements Source {
	snapshot: JourneySnapshot;
	canEdit = true;
	onchange: Source['onchange'] = null;
	onoverruled: Source['onoverruled'] = null;
	/** How often an undo step began. */
	checkpoints = 0;
	readonly #past: JourneySnapshot[] = [];
	readonly #future: JourneySnapshot[] = [];

	constructor(snapshot: JourneySnapshot) {
		this.snapshot = snapshot;
	}

	get canUndo(): boolean {
		return this.#past.length > 0;
	}

	get canRedo(): boolean {
		return this.#future.length > 0;
	}

	write(changes: readonly Change[]): void {
		this.#past.push(this.snapshot);
		this.#set(applyChanges(this.snapshot, changes));
	}

	undo(): boolean {
		this.#future.push(this.snapshot);
		this.#set(this.#past.pop()!);
		return true;
	}

	redo(): boolean {
		this.#past.push(this.snapshot);
		this.#set(this.#future.pop()!);
		return true;
	}

	/** Somebody else's edit arrives. */
	theirs(after: JourneySnapshot): void {
		this.#set(after);
	}

	checkpoint(): void {
		this.checkpoints++;
	}

	#set(after: JourneySnapshot): void {
		const before = this.snapshot;
		this.snapshot = after;
		this.onchange?.(before, after);
	}
}
