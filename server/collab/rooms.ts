import { closeCodes, type CloseCode } from '#document/close-codes.ts';
import { compact } from './compaction.ts';
import { Journal } from './journal.ts';
import type { Limits } from './limits.ts';
import { keyText, type DocumentKey, type DocumentStore, type Log, type StoredDocument } from './ports.ts';
import { Room, type RoomBatch } from './room.ts';
import { openSnapshot } from './snapshot.ts';
import type { MergeWorker } from './worker.ts';

/** An open document with what its visitors must agree on. */
export interface OpenRoom {
	readonly room: Room;
	readonly schemaVersion: number;
	readonly epoch: number;
}

interface Slot {
	readonly key: DocumentKey;
	readonly loading: Promise<OpenRoom | null>;
	room: Room | null;
	/** Others who keep it open, such as a server-side edit. */
	holds: number;
	idle: NodeJS.Timeout | undefined;
	refreshing: Promise<void> | null;
	compacting: boolean;
}

export interface RoomsOptions {
	readonly store: DocumentStore;
	readonly worker: MergeWorker;
	readonly limits: Limits;
	readonly log: Log;
	readonly onGrown: (key: DocumentKey) => void;
}

/** All open documents of this process. Each is loaded once, however many come at the same time. */
export class Rooms {
	readonly journal: Journal<RoomBatch, Room>;
	readonly #options: RoomsOptions;
	readonly #slots = new Map<string, Slot>();
	#closing = false;

	constructor(options: RoomsOptions) {
		this.#options = options;
		this.journal = new Journal(options.store, options.log);
	}

	get size(): number {
		return this.#slots.size;
	}

	/**
	 * Opens a document and keeps it open until `release`.
	 * @returns null if there is no such document
	 * @throws when it cannot be loaded: then nobody gets an empty one
	 */
	async open(key: DocumentKey): Promise<OpenRoom | null> {
		const text = keyText(key);
		let slot = this.#slots.get(text);
		if (!slot) this.#slots.set(text, (slot = this.#slot(key)));
		slot.holds++;
		clearTimeout(slot.idle);
		try {
			const opened = await slot.loading;
			if (!opened || opened.room.broken) this.#forget(slot);
			if (opened?.room.broken) throw new Error('the document was just closed by a failed commit');
			return opened;
		} catch (error) {
			this.#forget(slot);
			throw error;
		}
	}

	/** Ends a stay; an empty room is unloaded after a while, if nothing waits for a commit. */
	release(room: Room): void {
		const slot = this.#slots.get(keyText(room.key));
		if (slot?.room !== room) return;
		slot.holds--;
		this.#unloadLater(slot);
	}

	/** Closes every open document, or one: its visitors come back and load it again. */
	drop(code: CloseCode, error: Error, key?: DocumentKey): void {
		for (const slot of key ? [this.#slots.get(keyText(key))] : [...this.#slots.values()]) {
			if (slot) this.#drop(slot, code, error);
		}
	}

	/** Other processes committed: to these documents, or perhaps to any. */
	foreign(keys: readonly DocumentKey[] | null): void {
		const slots = keys ? keys.map((key) => this.#slots.get(keyText(key))) : [...this.#slots.values()];
		for (const slot of slots) if (slot) void this.#queue(slot, () => this.#fetch(slot));
	}

	async close(): Promise<void> {
		this.#closing = true;
		await this.journal.idle();
		this.drop(closeCodes.restarting, new Error('the server is closing'));
	}

	#slot(key: DocumentKey): Slot {
		const slot: Slot = {
			key,
			loading: this.#load(key),
			room: null,
			holds: 0,
			idle: undefined,
			refreshing: null,
			compacting: false
		};
		slot.loading.then(
			(opened) => {
				slot.room = opened?.room ?? null;
				if (slot.room) this.#compactIfLong(slot, slot.room);
			},
			() => this.#forget(slot)
		);
		return slot;
	}

	async #load(key: DocumentKey): Promise<OpenRoom | null> {
		const { store, limits } = this.#options;
		if (!store.up) throw new Error('the database cannot be reached');
		const node = store.node;
		const stored = await store.load(key);
		if (!stored) return null;
		if (!store.up || store.node !== node) throw new Error('the database connection changed while loading');
		const room = new Room(key, await openSnapshot(stored), stored.rows, limits, {
			wake: (woken) => this.journal.wake(woken),
			grown: (grown) => this.#grown(grown),
			broken: (broken) => this.drop(closeCodes.tryAgain, new Error('a commit failed'), broken.key)
		});
		return { room, schemaVersion: stored.schemaVersion, epoch: stored.epoch };
	}

	#grown(room: Room): void {
		const slot = this.#slots.get(keyText(room.key));
		if (slot?.room !== room) return;
		this.#options.onGrown(room.key);
		this.#compactIfLong(slot, room);
		if (room.members.size === 0) this.#unloadLater(slot);
	}

	#compactIfLong(slot: Slot, room: Room): void {
		const { compactUpdates, compactBytes } = this.#options.limits;
		const long = room.tail.updates > compactUpdates || room.tail.bytes > Math.max(compactBytes, room.snapshot.state.length / 2);
		if (!long || slot.compacting) return;
		slot.compacting = true;
		void this.#compact(slot).finally(() => (slot.compacting = false));
	}

	/** Compacts what is stored; if the document is open (again), it takes over the new snapshot. */
	async #compact(slot: Slot): Promise<void> {
		const { store, worker, log } = this.#options;
		try {
			await compact(store, worker, slot.key);
			const open = this.#slots.get(keyText(slot.key));
			if (open) await this.#queue(open, () => this.#refresh(open));
		} catch (error) {
			if (!this.#closing) log.warn({ err: error, document: slot.key.documentId }, 'collab: compaction failed, the journal stays');
		}
	}

	/** One after the other for each document: what is fetched must fit what is there. */
	#queue(slot: Slot, work: () => Promise<void>): Promise<void> {
		const before = slot.refreshing ?? slot.loading.then(() => undefined);
		const after = before.then(work).catch((error: unknown) => {
			if (this.#closing || !this.#isOpen(slot)) return;
			this.#options.log.error({ err: error, document: slot.key.documentId }, 'collab: rows of another process could not be read');
			this.#drop(slot, closeCodes.tryAgain, new Error('the document could not be kept up to date'));
		});
		slot.refreshing = after;
		return after;
	}

	async #fetch(slot: Slot): Promise<void> {
		const room = slot.room;
		if (!room || !this.#isOpen(slot)) return;
		const newer = await this.#options.store.newer(slot.key, room.tail.seqs);
		if (!newer) this.#drop(slot, closeCodes.notFound, new Error('the document was deleted'));
		else if (newer.revision === room.snapshot.revision) room.takeForeign(newer.rows);
		else await this.#refresh(slot);
	}

	/** Somebody compacted: rows may be gone that are in the snapshot now. */
	async #refresh(slot: Slot): Promise<void> {
		const room = slot.room;
		if (!room || !this.#isOpen(slot)) return;
		const place = room.tail.place;
		const stored: StoredDocument | null = await this.#options.store.load(slot.key);
		if (!stored) return this.#drop(slot, closeCodes.notFound, new Error('the document was deleted'));
		const snapshot = await openSnapshot(stored);
		if (!room.broken && snapshot.revision > room.snapshot.revision) {
			room.rebase(snapshot, stored.rows, place, this.#options.store.node);
		} else if (!room.broken) room.takeForeign(stored.rows.filter((row) => row.node !== this.#options.store.node));
	}

	#isOpen(slot: Slot): boolean {
		return this.#slots.get(keyText(slot.key)) === slot;
	}

	#unloadLater(slot: Slot): void {
		clearTimeout(slot.idle);
		if (slot.holds > 0 || !this.#isOpen(slot)) return;
		slot.idle = setTimeout(() => this.#unload(slot), this.#options.limits.idle).unref();
	}

	#unload(slot: Slot): void {
		const { room } = slot;
		if (slot.holds > 0 || (room && !room.settled)) return;
		this.#forget(slot);
		if (!room) return;
		room.presence.close();
		if (room.tail.updates > this.#options.limits.compactUpdatesWhenIdle && !slot.compacting) void this.#compact(slot);
	}

	#forget(slot: Slot): void {
		clearTimeout(slot.idle);
		if (this.#isOpen(slot)) this.#slots.delete(keyText(slot.key));
	}

	#drop(slot: Slot, code: CloseCode, error: Error): void {
		this.#forget(slot);
		slot.room?.fail(error);
		for (const member of [...(slot.room?.members ?? [])]) member.close(code);
	}
}
