import { closeCodes, type CloseCode } from '#document/core/close-codes.ts';
import type { AwarenessEntry } from '../protocol/frames.ts';
import { Journal } from './journal.ts';
import { scratchLimits, type Limits } from '../limits.ts';
import { Room, type RoomBatch } from './room.ts';
import type { Roots } from '../bytes/roots.ts';
import { openSnapshot } from './open-snapshot.ts';
import { Upkeep, type Kept } from './upkeep.ts';
import type { MergeWorker } from '../compaction/worker.ts';
import { keyText, type DocumentKey, type DocumentStore } from '../../documents/store.ts';
import { SCRATCH } from '../../documents/scratch.ts';
import type { Log } from '../../platform/log.ts';

/** An open document with what its visitors must agree on. */
export interface OpenRoom {
	readonly room: Room;
	readonly schemaVersion: number;
	readonly epoch: number;
}

interface Slot extends Kept {
	readonly loading: Promise<OpenRoom | null>;
	room: Room | null;
	epoch: number | null;
	/** Sockets in it, and edits of the server on their way. */
	holds: number;
	idle: NodeJS.Timeout | undefined;
}

export interface RoomsOptions {
	readonly store: DocumentStore;
	readonly worker: MergeWorker;
	readonly limits: Limits;
	readonly log: Log;
	/** Where in documents of a kind people may write; null: anywhere. */
	readonly rootsOf: (kind: string) => Roots | null;
	/** Somebody's cursor moved in this process. */
	readonly onMoved: (key: DocumentKey, entries: readonly AwarenessEntry[]) => void;
}

/** All open documents of this process. Each is loaded once, however many come at the same time. */
export class Rooms {
	readonly journal: Journal<RoomBatch, Room>;
	readonly #options: RoomsOptions;
	readonly #slots = new Map<string, Slot>();
	readonly #upkeep: Upkeep;

	constructor(options: RoomsOptions) {
		this.#options = options;
		this.journal = new Journal(options.store, options.log);
		this.#upkeep = new Upkeep({
			...options,
			find: (key) => this.#slots.get(keyText(key)),
			drop: (kept, code, error) => this.drop(code, error, kept.key)
		});
	}

	/** Edits that could not be put into their document, since the start. */
	get setAside(): number {
		return this.#upkeep.setAside;
	}

	get size(): number {
		return this.#slots.size;
	}

	/** The open document; undefined while it is loaded, and when it is not open. */
	find(key: DocumentKey): Room | undefined {
		return this.#slots.get(keyText(key))?.room ?? undefined;
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
		for (const slot of slots) if (slot) void this.#upkeep.foreign(slot);
	}

	/** The document, if it is open, could not be read as a whole: what cannot be applied is set aside. */
	repair(key: DocumentKey): void {
		const slot = this.#slots.get(keyText(key));
		if (slot) void this.#upkeep.repairOpen(slot);
	}

	/** The same for a document as it is stored, whether it is open here or not: other processes hear of it. */
	repairStored(key: DocumentKey): Promise<void> {
		return this.#upkeep.repair(key);
	}

	async close(): Promise<void> {
		this.#upkeep.closing = true;
		await this.journal.idle();
		this.drop(closeCodes.restarting, new Error('the server is closing'));
	}

	#slot(key: DocumentKey): Slot {
		const slot: Slot = {
			key,
			loading: this.#load(key),
			room: null,
			epoch: null,
			holds: 0,
			idle: undefined,
			reading: null,
			compacting: false,
			compactFrom: 0
		};
		slot.loading.then(
			(opened) => {
				slot.room = opened?.room ?? null;
				slot.epoch = opened?.epoch ?? null;
				if (slot.room) this.#upkeep.compactIfLong(slot, slot.room);
			},
			() => this.#forget(slot)
		);
		return slot;
	}

	async #load(key: DocumentKey): Promise<OpenRoom | null> {
		const { store } = this.#options;
		if (!store.up) throw new Error('the database cannot be reached');
		const node = store.node;
		const opened = await this.#read(key);
		if (!store.up || store.node !== node) throw new Error('the database connection changed while loading');
		return opened;
	}

	/** @param repaired rows that cannot be read were set aside already */
	async #read(key: DocumentKey, repaired = false): Promise<OpenRoom | null> {
		const stored = await this.#options.store.load(key);
		if (!stored) return null;
		const { kind, schemaVersion, epoch, rows } = stored;
		const snapshot = await openSnapshot(stored);
		try {
			const roots = this.#options.rootsOf(kind);
			const limits = kind === SCRATCH ? scratchLimits(this.#options.limits) : this.#options.limits;
			const room = new Room({ key, kind, roots }, snapshot, rows, limits, {
				wake: (woken) => this.journal.wake(woken),
				grown: (grown) => this.#grown(grown),
				broken: (broken) => this.drop(closeCodes.tryAgain, new Error('a commit failed'), broken.key)
			});
			if (kind !== SCRATCH) room.presence.onLocal = (entries) => this.#options.onMoved(key, entries);
			return { room, schemaVersion, epoch };
		} catch (error) {
			if (repaired) throw error;
			await this.#upkeep.repair(key);
			return this.#read(key, true);
		}
	}

	#grown(room: Room): void {
		const slot = this.#slots.get(keyText(room.key));
		if (slot?.room !== room) return;
		this.#upkeep.compactIfLong(slot, room);
		if (room.members.size === 0) this.#unloadLater(slot);
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
		room.close();
		if (room.tail.updates > this.#options.limits.compactUpdatesWhenIdle) void this.#upkeep.compact(slot);
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
