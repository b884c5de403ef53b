import type { DocumentStore, JournalBatch } from '../../documents/store.ts';
import type { Log } from '../../platform/log.ts';

type JournalStore = Pick<DocumentStore, 'append' | 'up' | 'node'>;

/** A room as the journal sees it. */
export interface JournalRoom<Batch extends { readonly row: JournalBatch | null }> {
	/** What is waiting, or null; the room waits for `committed` or `failed` before it gives more. */
	takeBatch(nextSeq: () => number): Batch | null;
	/** It is stored; the next batch may be taken. */
	committed(batch: Batch, node: number): void;
	/** Now everybody may see it, and its authors are told. */
	show(batch: Batch): void;
	/** Nothing that waited for its commit may be shown to anybody. */
	failed(error: unknown): void;
	/** Monotonic ms before which no batch is taken, so that edits gather: each broadcast costs time too. */
	readonly restUntil: number;
}

type Served<Room, Batch> = readonly [room: Room, batch: Batch];

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
		let served = this.#take();
		let commit = this.#commit(served);
		while (served.length > 0) {
			const stored = await commit;
			for (const [room, batch] of stored) room.committed(batch, this.#store.node);
			// The next commit is on its way while this one is shown.
			served = this.#take();
			commit = this.#commit(served);
			for (const [room, batch] of stored) this.#show(room, batch);
		}
		this.#running = this.#waiting.size > 0 ? this.#run() : null;
	}

	#take(): Served<Room, Batch>[] {
		const rooms = [...this.#waiting];
		this.#waiting.clear();
		return rooms.flatMap((room): Served<Room, Batch>[] => {
			const batch = room.takeBatch(() => ++this.#seq);
			return batch ? [[room, batch]] : [];
		});
	}

	/** @returns what was stored; the rooms of the rest know that it was not */
	async #commit(served: readonly Served<Room, Batch>[]): Promise<readonly Served<Room, Batch>[]> {
		const rows = served.flatMap(([, { row }]) => row ?? []);
		if (rows.length === 0) return served;
		try {
			await this.#store.append(rows);
			this.stats.commits++;
			this.stats.rows += rows.length;
			return served;
		} catch (error) {
			// One room's rows may be what the database refused: then the others must not suffer.
			if (served.length > 1 && this.#store.up) {
				const stored: Served<Room, Batch>[] = [];
				for (const one of served) stored.push(...(await this.#commit([one])));
				return stored;
			}
			this.stats.failures++;
			this.#log.error({ err: error, rows: rows.length }, 'collab: a commit failed');
			for (const [room] of served) room.failed(error);
			return [];
		}
	}

	#show(room: Room, batch: Batch): void {
		try {
			room.show(batch);
		} catch (error) {
			this.#log.error({ err: error }, 'collab: committed edits could not be shown');
			room.failed(error);
		}
	}
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** ms; timers are no finer than 1 ms */
const SHORTEST_REST = 0.5;
