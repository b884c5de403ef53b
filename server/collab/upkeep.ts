import { closeCodes, type CloseCode } from '#document/close-codes.ts';
import { compact } from './compaction.ts';
import type { Limits } from './limits.ts';
import type { DocumentKey, DocumentStore, Log } from './ports.ts';
import type { Room } from './room.ts';
import { openSnapshot } from './snapshot.ts';
import type { MergeWorker } from './worker.ts';

/** A loaded document, as far as keeping it up to date needs to know. */
export interface Kept {
	readonly key: DocumentKey;
	/** null while it is loading. */
	readonly room: Room | null;
	readonly loading: Promise<unknown>;
	/** The last of the reads that run one after the other. */
	reading: Promise<void> | null;
	compacting: boolean;
	/** Monotonic ms before which compaction is not tried again, after it failed. */
	compactFrom: number;
}

/** ms */
const TRY_AGAIN = 60_000;

export interface UpkeepOptions {
	readonly store: DocumentStore;
	readonly worker: MergeWorker;
	readonly limits: Limits;
	readonly log: Log;
	/** The document, if it is open now. */
	readonly find: (key: DocumentKey) => Kept | undefined;
	readonly drop: (kept: Kept, code: CloseCode, error: Error) => void;
}

/** Keeps open documents equal to what is stored: other processes' commits, and compaction by anybody. */
export class Upkeep {
	readonly #options: UpkeepOptions;
	closing = false;

	constructor(options: UpkeepOptions) {
		this.#options = options;
	}

	/** Another process committed to it. */
	foreign(kept: Kept): Promise<void> {
		return this.#queue(kept, () => this.#fetch(kept));
	}

	/** Compacts when the tail has become long. */
	compactIfLong(kept: Kept, room: Room): void {
		const { compactUpdates, compactBytes } = this.#options.limits;
		const { tail, snapshot } = room;
		const long = tail.updates > compactUpdates || tail.bytes > Math.max(compactBytes, snapshot.state.length / 2);
		if (long) void this.compact(kept);
	}

	/** Compacts what is stored; if the document is open then, it takes over the new snapshot. */
	async compact(kept: Kept): Promise<void> {
		if (kept.compacting || performance.now() < kept.compactFrom) return;
		kept.compacting = true;
		const { store, worker, log, find } = this.#options;
		try {
			await compact(store, worker, kept.key);
			const open = find(kept.key);
			if (open) await this.#queue(open, () => this.#refresh(open));
		} catch (error) {
			kept.compactFrom = performance.now() + TRY_AGAIN;
			if (!this.closing)
				log.warn({ err: error, document: kept.key.documentId }, 'collab: compaction failed, the journal stays');
		} finally {
			kept.compacting = false;
		}
	}

	/** One after the other for each document: what is read must fit what is there. */
	#queue(kept: Kept, work: () => Promise<void>): Promise<void> {
		const before = kept.reading ?? kept.loading.then(() => undefined);
		const after = before.then(work).catch((error: unknown) => {
			if (this.closing || !this.#isOpen(kept)) return;
			this.#options.log.error(
				{ err: error, document: kept.key.documentId },
				'collab: a document could not be read again'
			);
			this.#options.drop(kept, closeCodes.tryAgain, new Error('the document could not be kept up to date'));
		});
		kept.reading = after;
		return after;
	}

	async #fetch(kept: Kept): Promise<void> {
		const { room } = kept;
		if (!room || !this.#isOpen(kept)) return;
		const newer = await this.#options.store.newer(kept.key, room.tail.seqs);
		if (!newer) return this.#deleted(kept);
		if (newer.revision !== room.snapshot.revision) return this.#refresh(kept);
		room.takeForeign(newer.rows);
	}

	/** Somebody compacted: rows may be gone that are in the snapshot now. */
	async #refresh(kept: Kept): Promise<void> {
		const { room } = kept;
		if (!room || !this.#isOpen(kept)) return;
		const { place } = room.tail;
		const { store } = this.#options;
		const stored = await store.load(kept.key);
		if (!stored) return this.#deleted(kept);
		const snapshot = await openSnapshot(stored);
		if (room.broken) return;
		if (snapshot.revision > room.snapshot.revision) room.rebase(snapshot, stored.rows, place, store.node);
		else room.takeForeign(stored.rows.filter((row) => row.node !== store.node));
	}

	#deleted(kept: Kept): void {
		this.#options.drop(kept, closeCodes.notFound, new Error('the document was deleted'));
	}

	#isOpen(kept: Kept): boolean {
		return this.#options.find(kept.key) === kept;
	}
}
