import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import { compact } from '../compaction/compact.ts';
import type { Limits } from '../limits.ts';
import type { Room } from './room.ts';
import { openSnapshot } from './open-snapshot.ts';
import type { MergeWorker } from '../compaction/worker.ts';
import type { DocumentKey, DocumentStore } from '../../documents/store.ts';
import type { Log } from '../../platform/log.ts';

/** A loaded document, as far as keeping it up to date needs to know. */
export interface Kept {
	readonly key: DocumentKey;
	/** null while it is loading. */
	readonly room: Room | null;
	readonly loading: Promise<unknown>;
	/** The last of the reads that run one after the other. */
	reading: Promise<void> | null;
	compacting: boolean;
	/** null while it is loading. */
	readonly epoch: number | null;
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
	/** Edits that could not be put into their document. */
	setAside = 0;

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
		const { log, find } = this.#options;
		try {
			await this.repair(kept.key);
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

	/**
	 * Compacts, and says what was set aside: edits that Yjs refuses, which would keep everybody from opening the document.
	 * Whoever has it open must load it again.
	 */
	async repair(key: DocumentKey): Promise<void> {
		const { store, worker, log, find, drop } = this.#options;
		await compact(store, worker, key, (some) => {
			const updates = some.reduce((sum, one) => sum + one.updates, 0);
			this.setAside += updates;
			const [{ reason }] = some as [(typeof some)[number]];
			const authors = [...new Set(some.flatMap((one) => one.authors))];
			log.error({ document: key.documentId, updates, authors, reason }, 'collab: edits were set aside');
			const open = find(key);
			if (open?.room) drop(open, closeCodes.replaced, new Error('edits of the document were set aside'));
		});
	}

	/** The same for a document that is open and could not be read as a whole; not again and again. */
	async repairOpen(kept: Kept): Promise<void> {
		await this.compact(kept);
		kept.compactFrom = performance.now() + TRY_AGAIN;
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
		if (stored.epoch !== kept.epoch) return this.#replaced(kept);
		const snapshot = await openSnapshot(stored);
		if (room.broken) return;
		if (snapshot.revision > room.snapshot.revision) room.rebase(snapshot, stored.rows, place, store.node);
		else room.takeForeign(stored.rows.filter((row) => row.node !== store.node));
	}

	#replaced(kept: Kept): void {
		this.#options.drop(kept, closeCodes.replaced, new Error('the document was replaced'));
	}

	#deleted(kept: Kept): void {
		this.#options.drop(kept, closeCodes.notFound, new Error('the document was deleted'));
	}

	#isOpen(kept: Kept): boolean {
		return this.#options.find(kept.key) === kept;
	}
}
