import * as idb from 'lib0/indexeddb';
import * as Y from 'yjs';
import { isSeeded } from '../core/about.ts';
import type { DocumentKind, KindTypes } from '../core/kind.ts';
import { mergePlaces, type Place } from '../core/place.ts';
import { LastSeen } from './last-seen.ts';
import { dropCopy, generationOf, generationsAside, generationsUnsent, keyOf, nameOf } from './local-copies.ts';
import { notesOf, type UnsentNote } from './unsent.ts';

/** A copy in this browser that holds edits which the server never confirmed, and which are not to be sent from it. */
export interface SetAsideCopy<T extends KindTypes = KindTypes> {
	/** Its number among the copies of this document. */
	readonly generation: number;
	/** The document was replaced meanwhile (restored from a backup): this copy must not be merged any more. */
	readonly replaced: boolean;
	/** When the first and the last of the edits were made (ms). */
	readonly first: number;
	readonly last: number;
	/** Where; null: not known. */
	readonly places: readonly Place<T['type']>[] | null;
	/** The whole document as this copy has it. */
	readonly snapshot: T['snapshot'];
	/** Records at those places that are deleted in it, as far as they are still known. */
	readonly gone: readonly T['record'][];
	/** Removes it for good. */
	readonly discard: () => Promise<void>;
}

export interface OwnedDocument {
	readonly userId: string;
	/** `journey/<id>` */
	readonly document: string;
}

/**
 * This person's copies of a document that hold unsent edits, oldest first, the present one among them: for a document
 * that cannot be opened.
 */
export const copiesUnsent = <T extends KindTypes>(
	kind: DocumentKind<T>,
	{ userId, document }: OwnedDocument
): Promise<SetAsideCopy<T>[]> => readAll(kind, keyOf(userId, document), generationsUnsent);

/**
 * Those that were set aside; for whoever may not edit, the present one, too. One that has nothing which the document
 * lacks is removed instead.
 * @param present the document as the server has it, by now
 */
export async function copiesSetAside<T extends KindTypes>(
	kind: DocumentKind<T>,
	{ userId, document, mayEdit }: OwnedDocument & { readonly mayEdit: boolean },
	present: () => T['snapshot']
): Promise<SetAsideCopy<T>[]> {
	const found = await readAll(kind, keyOf(userId, document), mayEdit ? generationsAside : generationsUnsent);
	const telling = found.filter((copy) => kind.compare(copy.snapshot, present(), copy.places).length > 0);
	await Promise.all(found.filter((copy) => !telling.includes(copy)).map((copy) => copy.discard()));
	return telling;
}

async function readAll<T extends KindTypes>(
	kind: DocumentKind<T>,
	key: string,
	generations: (key: string) => number[]
): Promise<SetAsideCopy<T>[]> {
	const copies = await Promise.all(
		generations(key).map((generation) =>
			read(kind, nameOf(key, generation), generation, generation < generationOf(key))
		)
	);
	return copies.filter((copy) => copy !== null);
}

async function read<T extends KindTypes>(
	kind: DocumentKind<T>,
	name: string,
	generation: number,
	replaced: boolean
): Promise<SetAsideCopy<T> | null> {
	const notes = notesOf(kind, name);
	if (notes.length === 0) return null;
	const places = placesIn(notes);
	const doc = new Y.Doc();
	const seen = new LastSeen(kind, doc, places ?? []);
	for (const update of await updatesIn(name)) {
		Y.applyUpdate(doc, update);
		seen.look();
	}
	if (!isSeeded(doc)) {
		// The browser made room and took the content, which is then gone: an empty document would read as "all deleted".
		console.warn(`The content of ${name} is no longer in this browser.`);
		doc.destroy();
		await dropCopy(name);
		return null;
	}
	// Of an older program: read like the document of today. What cannot be brought there is read as far as it can be.
	kind.upgrade(doc);
	const snapshot = kind.read(doc);
	doc.destroy();
	return {
		generation,
		replaced,
		first: Math.min(...notes.map((note) => note.first)),
		last: Math.max(...notes.map((note) => note.last)),
		places,
		snapshot,
		gone: seen.records,
		discard: () => dropCopy(name)
	};
}

/** What `copy-store.ts` keeps. */
async function updatesIn(name: string): Promise<Uint8Array[]> {
	const db = await idb.openDB(name, (fresh) =>
		idb.createStores(fresh, [['updates', { autoIncrement: true }], ['custom']])
	);
	try {
		const [updates] = idb.transact(db, ['updates'], 'readonly');
		return (await idb.getAll(updates!)) as Uint8Array[];
	} finally {
		db.close();
	}
}

/** The places of all notes, each once; null when one does not say. */
function placesIn<T extends KindTypes>(notes: readonly UnsentNote<T>[]): Place<T['type']>[] | null {
	const places = notes.map((note) => note.places);
	return places.includes(null) ? null : mergePlaces(places.flatMap((some) => some ?? []));
}
