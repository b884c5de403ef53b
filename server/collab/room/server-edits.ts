import * as Y from 'yjs';
import type { Room } from './room.ts';
import type { OpenRoom, Rooms } from './rooms.ts';
import type { DocumentKey } from '../../documents/store.ts';

/** No such document; services turn it into their own answer. */
export class UnknownDocument extends Error {}

/** Edits made on the server: the same journal, the same commit before anybody sees them. */
export class ServerEdits {
	readonly #rooms: Rooms;

	constructor(rooms: Rooms) {
		this.#rooms = rooms;
	}

	/**
	 * Runs `work` on the document as it is now and commits what it changed; nothing when it throws.
	 * @param author user id kept with the update
	 * @returns what `work` returned, after the commit
	 * @throws UnknownDocument; the database's error when nothing was stored
	 */
	transact<T>(key: DocumentKey, author: string, work: (doc: Y.Doc) => T): Promise<T> {
		return this.#inRoom(key, async ({ room }) => {
			const doc = new Y.Doc();
			try {
				this.#fill(doc, room);
				const before = Y.encodeStateVector(doc);
				const made: Uint8Array[] = [];
				doc.on('update', (update: Uint8Array) => made.push(update));
				const result = doc.transact(() => work(doc));
				if (made.length > 0) await submit(room, Y.encodeStateAsUpdate(doc, before), author);
				return result;
			} finally {
				doc.destroy();
			}
		});
	}

	/** @throws when the document holds what Yjs refuses; it is repaired then, for the next try */
	#fill(doc: Y.Doc, room: Room): void {
		try {
			Y.applyUpdate(doc, Y.mergeUpdates([room.snapshot.state, ...room.tail.list()]));
		} catch (error) {
			this.#rooms.repair(room.key);
			throw error;
		}
	}

	/** Commits an update that was made elsewhere. @throws when it does not fit the document */
	apply(key: DocumentKey, author: string, update: Uint8Array): Promise<void> {
		return this.#inRoom(key, ({ room }) => submit(room, update, author));
	}

	async #inRoom<T>(key: DocumentKey, work: (opened: OpenRoom) => Promise<T>): Promise<T> {
		const opened = await this.#rooms.open(key);
		if (!opened) throw new UnknownDocument(`no document ${key.documentId}`);
		try {
			return await work(opened);
		} finally {
			this.#rooms.release(opened.room);
		}
	}
}

function submit(room: Room, update: Uint8Array, userId: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const settled = (error: unknown): void => (error === null ? resolve() : reject(error as Error));
		const submitted = room.submit(update, { userId, member: null, settled });
		if (submitted !== 'taken') reject(new Error(`an edit of the server was not taken: ${submitted}`));
	});
}
