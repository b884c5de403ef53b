import type * as Y from 'yjs';
import { documentName, type JoinedKind, type KindTypes } from '../core/kind.ts';
import type { Place } from '../core/place.ts';
import { CopyStore } from './copy-store.ts';
import { dropCopy, dropSettled, generationOf, keyOf, nameOf, PREFIX } from './local-copies.ts';
import { notesOf, Unsent } from './unsent.ts';

/** A copy that takes longer than this (ms) to open and read must not keep people from their document. */
const PATIENCE = 4000;

/** A document kept in the browser: edits made offline survive a closed tab and are merged later. */
export interface LocalCopy<T extends KindTypes = KindTypes> {
	/** Edits in it that were not known to be durable when it was opened. */
	readonly found: number;
	/** Where they were made, as far as it was noted. */
	readonly foundAt: readonly Place<T['type']>[];
	/** Keeps an update that the document got without telling of it. */
	readonly add: (update: Uint8Array) => void;
	readonly edited: (transaction: Y.Transaction) => void;
	/** So many edits are not known to be durable. */
	readonly remember: (pending: number) => void;
	/** Which copy of the document it is, as the server said; null when it never did. */
	readonly epoch: number | null;
	readonly rememberEpoch: (epoch: number) => void;
	/** False once it was removed from the browser, by another tab: from then on edits live in this tab alone. */
	readonly kept: boolean;
	/**
	 * The server's document was replaced: this copy stays aside, the next visit starts a new one. It is then shown to
	 * the person (`copies-set-aside.ts`) if it holds edits that were never confirmed, else dropped.
	 */
	readonly setAside: () => void;
	/** Gives it up with all that is in it. */
	readonly forget: () => Promise<void>;
	readonly close: () => void;
}

export interface LocalCopyEvents {
	/** Another tab heard that the server's document was replaced. */
	readonly onReplaced: () => void;
	/** `kept` has become false. */
	readonly onGone: () => void;
}

/** Whose copy of which document, and the document that it is merged into. */
export interface CopyOf<T extends KindTypes> {
	readonly kind: JoinedKind<T>;
	readonly id: string;
	readonly doc: Y.Doc;
	readonly userId: string;
}

/**
 * Opens this person's copy and merges it into the document. Null when the browser keeps none (private window, full
 * disk): then edits live in the open tab alone.
 */
export async function openLocalCopy<T extends KindTypes>(
	{ kind, id, doc, userId }: CopyOf<T>,
	{ onReplaced, onGone }: LocalCopyEvents
): Promise<LocalCopy<T> | null> {
	if (typeof indexedDB === 'undefined' || !hasLocalStorage()) return null;
	const key = keyOf(userId, documentName(kind, id));
	const generation = generationOf(key);
	const name = nameOf(key, generation);
	localStorage.setItem(key, String(generation));
	dropSettled(key).catch((error: unknown) => console.warn('An old copy of this document could not be removed.', error));
	// Notes before content: an edit that is noted is then in the content, too.
	const notes = notesOf(kind, name);
	const unsent = new Unsent(kind, name, String(doc.clientID));
	let kept = true;
	const heard = ({ key: changed, newValue }: StorageEvent): void => {
		if (changed === key && Number(newValue) > generation) onReplaced();
	};
	const waiting = new AbortController();
	try {
		const opening = CopyStore.open(doc, name, {
			mayBeBehind: notes.length > 0,
			onGone: () => {
				kept = false;
				removeEventListener('storage', heard);
				onGone();
			},
			waiting: waiting.signal
		});
		const store = await within(PATIENCE, opening);
		let knownEpoch = store.epoch;
		const setAside = (): void => localStorage.setItem(key, String(Math.max(generationOf(key), generation + 1)));
		const close = (): void => {
			removeEventListener('storage', heard);
			store.close();
		};
		addEventListener('storage', heard);
		return {
			found: unsent.found,
			foundAt: notes.flatMap(({ places }) => places ?? []),
			add: store.add,
			edited: (transaction) => kept && unsent.edited(transaction),
			remember: (pending) => kept && unsent.pending(pending),
			epoch: store.epoch,
			rememberEpoch: (told) => {
				if (told !== knownEpoch) store.rememberEpoch((knownEpoch = told));
			},
			get kept() {
				return kept;
			},
			setAside,
			forget: async () => {
				setAside();
				close();
				await dropCopy(name);
			},
			close
		};
	} catch (error) {
		console.warn('The local copy of this document could not be read; going on without it.', error);
		waiting.abort();
		return null;
	}
}

/** Throws where a browser blocks all storage, and where it is full: a document opens without a copy then. */
function hasLocalStorage(): boolean {
	try {
		localStorage.setItem(`${PREFIX}probe`, String(Number.MAX_SAFE_INTEGER));
		localStorage.removeItem(`${PREFIX}probe`);
		return true;
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
