import { IndexeddbPersistence } from 'y-indexeddb';
import type * as Y from 'yjs';
import { generationOf, nameOf, PREFIX } from './local-copies.ts';

/** A copy that takes longer than this (ms) to read must not keep people from their board. */
const PATIENCE = 4000;

/** A document kept in the browser: edits made offline survive a closed tab and are merged later. */
export interface LocalCopy {
	/** Edits in it that were not known to be durable when it was last used. */
	readonly pending: number;
	readonly remember: (pending: number) => void;
	/** Which copy of the document it is, as the server said; null when it never did. */
	readonly epoch: number | null;
	readonly rememberEpoch: (epoch: number) => void;
	/** The server's document was replaced: this copy stays aside, the next visit starts a new one. */
	readonly setAside: () => void;
	readonly close: () => Promise<void>;
}

/**
 * Opens this person's copy and merges it into the document. Null when the browser keeps none (private window, full
 * disk): then edits live in the open tab alone.
 * @param document `journey/<id>`
 */
export async function openLocalCopy(doc: Y.Doc, userId: string, document: string): Promise<LocalCopy | null> {
	if (!(await canStore())) return null;
	const key = `${PREFIX}${userId}/${document}`;
	const generation = generationOf(key);
	localStorage.setItem(key, String(generation));
	const persistence = new IndexeddbPersistence(nameOf(key, generation), doc);
	try {
		await within(PATIENCE, persistence.whenSynced);
		const pending = Number((await persistence.get('pending')) ?? 0);
		const epoch = ((await persistence.get('epoch')) as number | undefined) ?? null;
		let known = pending;
		let knownEpoch = epoch;
		return {
			pending,
			remember: (count) => {
				if (count !== known) void persistence.set('pending', (known = count)).catch(ignoreClosing);
			},
			epoch,
			rememberEpoch: (told) => {
				if (told !== knownEpoch) void persistence.set('epoch', (knownEpoch = told)).catch(ignoreClosing);
			},
			setAside: () => localStorage.setItem(key, String(generation + 1)),
			close: () => persistence.destroy()
		};
	} catch (error) {
		console.warn('The local copy of this document could not be read; going on without it.', error);
		// Not awaited: it waits for the very database that does not open.
		persistence.destroy().catch((reason: unknown) => console.warn(reason));
		return null;
	}
}

/** y-indexeddb leaves the error of a failed open unhandled, so a database is tried first. */
function canStore(): Promise<boolean> {
	if (typeof indexedDB === 'undefined' || !hasLocalStorage()) return Promise.resolve(false);
	return new Promise((resolve) => {
		const request = indexedDB.open(`${PREFIX}probe`);
		request.onerror = () => resolve(false);
		request.onsuccess = () => {
			request.result.close();
			resolve(true);
		};
	});
}

/** Reading the property throws where a browser blocks all storage. */
function hasLocalStorage(): boolean {
	try {
		return localStorage !== null;
	} catch {
		return false;
	}
}

function within<T>(ms: number, promise: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`nothing after ${ms} ms`)), ms);
		promise.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

/** The tab is closing while a number was being written: the next visit counts by the server's answer. */
function ignoreClosing(error: unknown): void {
	if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
}
