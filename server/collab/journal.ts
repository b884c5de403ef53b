import type { DocumentStore, JournalBatch, Log } from './ports.ts';

type JournalStore = Pick<DocumentStore, 'append' | 'up' | 'node'>;

/** A room as the journal sees it. */
export interface JournalRoom<Batch extends { readonly row: JournalBatch | null }> {
	/** What is waiting, or null; the room waits for `committed` or `failed` before it gives more. */
	takeBatch(nextSeq: () => number): Batch | null;
	committed(batch: Batch, node: number): void;
	/** Nothing of the batch may be shown to anybody. */
	failed(batch: Batch, error: unknown): void;
	/** Monotonic ms before which it is not served, so that edits gather: each broadcast costs time too. */
	readonly restUntil: number;
}

/**
 * The group commit: one writer takes whatever has gathered in all rooms while the previous commit ran, and
 * commits it in one statement. Nobody sees an edit, and its author is not told, before that.
 */
export class Journal<Batch extends { readonly row: JournalBatch | null }, Room extends JournalRoom<Batch>> {
	readonly #store: JournalStore;
	readonly #log: Log;
	readonly #waiting = new Set<Room>();
	readonly #resting = new Map<Room, NodeJS.Timeout>();
	#running: Promise<void> | null = null;
	#seq = 0;
	readonly stats = { commits: 0, rows: 0, failures: 0 };

	constructor(store: JournalStore, log: Log) {
		this.#store = store;
		this.#log = log;
	}

	/** The room has something to commit: now, or when it has rested. */
	wake(room: Room): void {
		if (this.#resting.has(room)) return;
		const rest = room.restUntil - performance.now();
		if (rest < SHORTEST_REST) return this.#serve(room);
		this.#resting.set(
			room,
			setTimeout(() => {
				this.#resting.delete(room);
				this.#serve(room);
			}, Math.round(rest))
		);
	}

	/** Resolves when nothing is waiting. */
	async idle(): Promise<void> {
		while (this.#resting.size > 0 || this.#running) {
			for (const [room, timer] of this.#resting) {
				clearTimeout(timer);
				this.#serve(room);
			}
			this.#resting.clear();
			await this.#running;
		}
	}

	#serve(room: Room): void {
		this.#waiting.add(room);
		this.#running ??= this.#run();
	}

	async #run(): Promise<void> {
		// What arrives in the same turn of the event loop shares the commit.
		await nextTurn();
		while (this.#waiting.size > 0) await this.#commit(this.#take());
		this.#running = null;
	}

	#take(): [Room, Batch][] {
		const rooms = [...this.#waiting];
		this.#waiting.clear();
		return rooms.flatMap((room): [Room, Batch][] => {
			const batch = room.takeBatch(() => ++this.#seq);
			return batch ? [[room, batch]] : [];
		});
	}

	async #commit(served: readonly [Room, Batch][]): Promise<void> {
		const node = this.#store.node;
		const rows = served.flatMap(([, { row }]) => row ?? []);
		try {
			if (rows.length > 0) await this.#store.append(rows);
			this.stats.commits += rows.length > 0 ? 1 : 0;
			this.stats.rows += rows.length;
		} catch (error) {
			// One room's rows may be what the database refused: then the others must not suffer.
			if (served.length > 1 && this.#store.up) {
				for (const one of served) await this.#commit([one]);
				return;
			}
			this.stats.failures++;
			this.#log.error({ err: error, rows: rows.length }, 'collab: a commit failed');
			for (const [room, batch] of served) room.failed(batch, error);
			return;
		}
		for (const [room, batch] of served) {
			try {
				room.committed(batch, node);
			} catch (error) {
				this.#log.error({ err: error }, 'collab: committed edits could not be shown');
				room.failed(batch, error);
			}
		}
	}
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** ms; timers are no finer than 1 ms */
const SHORTEST_REST = 0.5;
