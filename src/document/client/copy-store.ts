import * as Y from 'yjs';
import { type CopyContent, takeEarlyCopy } from './early-copy.ts';
import { unheard } from './unheard.ts';

/** As y-indexeddb named and made them: copies of before are read, and written, like those of today. */
const UPDATES = 'updates';
const ABOUT = 'custom';
const EPOCH = 'epoch';
/** From so many updates on a copy is written anew as one. */
const MANY = 500;
/** Ms without an edit before that is done. */
const QUIET = 1000;

/** The database of one copy: what was written into the document, update by update. */
export class CopyStore {
	readonly epoch: number | null;
	readonly #db: IDBDatabase;
	readonly #doc: Y.Doc;
	/** The last update that the document has from here. */
	#last: number;
	#size: number;
	#trimming: ReturnType<typeof setTimeout> | undefined;
	#closed = false;

	/** @param onGone the browser has it no longer: another tab removed it, or the person did */
	private constructor(doc: Y.Doc, { db, updates, keys, epoch }: CopyContent, onGone: () => void) {
		this.#db = db;
		this.#doc = doc;
		this.epoch = epoch ?? null;
		this.#last = keys.at(-1) ?? 0;
		this.#size = updates.length;
		db.onversionchange = db.onclose = () => {
			this.close();
			onGone();
		};
		// The server, which is asked for only afterwards, need not hear of it.
		const heardAgain = unheard(doc, this);
		try {
			this.#bring(updates);
		} finally {
			heardAgain();
		}
		doc.on('update', this.#heard);
		doc.on('destroy', this.close);
	}

	/**
	 * Opens the copy and reads it into the document.
	 * @param mayBeBehind somebody may have written after the page read it: look once more
	 * @param waiting aborted: nobody waits any more, and the document must stay as it is
	 */
	static async open(
		doc: Y.Doc,
		name: string,
		{ mayBeBehind, onGone, waiting }: { mayBeBehind: boolean; onGone: () => void; waiting: AbortSignal }
	): Promise<CopyStore> {
		const early = takeEarlyCopy(name);
		const content = (early && (await early)) ?? (await readCopy(await openDatabase(name)));
		try {
			waiting.throwIfAborted();
			const store = new CopyStore(doc, content, onGone);
			if (mayBeBehind) await store.#catchUp(store.#of(UPDATES, 'readonly'));
			return store;
		} catch (error) {
			content.db.close();
			throw error;
		}
	}

	/** Keeps an update that the document has already, and that nobody heard of. */
	readonly add = (update: Uint8Array): void => {
		if (this.#closed) return;
		this.#of(UPDATES, 'readwrite').add(update);
		if (++this.#size < MANY) return;
		clearTimeout(this.#trimming);
		this.#trimming = setTimeout(() => void this.#trim().catch(warn), QUIET);
	};

	rememberEpoch(epoch: number): void {
		if (!this.#closed) this.#of(ABOUT, 'readwrite').put(epoch, EPOCH);
	}

	/** What is being written will be written. */
	readonly close = (): void => {
		if (this.#closed) return;
		this.#closed = true;
		clearTimeout(this.#trimming);
		this.#doc.off('update', this.#heard);
		this.#doc.off('destroy', this.close);
		this.#db.close();
	};

	readonly #heard = (update: Uint8Array, origin: unknown): void => {
		if (origin !== this) this.add(update);
	};

	#of(store: string, mode: IDBTransactionMode): IDBObjectStore {
		const transaction = this.#db.transaction(store, mode);
		transaction.onabort = () => warn(transaction.error);
		return transaction.objectStore(store);
	}

	/** All in one transaction. */
	#bring(updates: readonly Uint8Array[]): void {
		Y.transact(this.#doc, () => updates.forEach((update) => Y.applyUpdate(this.#doc, update)), this, false);
	}

	/** Brings what was written since, by other tabs too. */
	async #catchUp(updates: IDBObjectStore): Promise<void> {
		const since = IDBKeyRange.lowerBound(this.#last, true);
		const [news, keys] = await Promise.all([
			answer(updates.getAll(since) as IDBRequest<Uint8Array[]>),
			answer(updates.getAllKeys(since) as IDBRequest<number[]>)
		]);
		if (this.#closed) return;
		this.#bring(news);
		this.#last = keys.at(-1) ?? this.#last;
	}

	async #trim(): Promise<void> {
		const updates = this.#of(UPDATES, 'readwrite');
		await this.#catchUp(updates);
		if (this.#closed) return;
		const key = (await answer(updates.add(Y.encodeStateAsUpdate(this.#doc)))) as number;
		await answer(updates.delete(IDBKeyRange.upperBound(key, true)));
		this.#last = key;
		this.#size = 1;
	}
}

/** The edit itself is on its way to the server: nothing for the person to do. */
const warn = (error: unknown): void => console.warn('The local copy of this document could not be written.', error);

function openDatabase(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(name);
	request.onupgradeneeded = () => {
		request.result.createObjectStore(UPDATES, { autoIncrement: true });
		request.result.createObjectStore(ABOUT);
	};
	return answer(request);
}

async function readCopy(db: IDBDatabase): Promise<CopyContent> {
	const transaction = db.transaction([UPDATES, ABOUT], 'readonly');
	const stored = transaction.objectStore(UPDATES);
	const [updates, keys, epoch] = await Promise.all([
		answer(stored.getAll() as IDBRequest<Uint8Array[]>),
		answer(stored.getAllKeys() as IDBRequest<number[]>),
		answer(transaction.objectStore(ABOUT).get(EPOCH) as IDBRequest<number | undefined>)
	]);
	return { db, updates, keys, epoch };
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('the database gave no reason'));
	});
}
