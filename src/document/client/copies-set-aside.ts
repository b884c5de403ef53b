import * as idb from 'lib0/indexeddb';
import * as Y from 'yjs';
import { compare, type JourneyRecord, type JourneySnapshot, type Place } from '#domain/journey/index.ts';
import { LastSeen } from '../kinds/journey/last-seen.ts';
import { dropCopy, generationOf, generationsAside, generationsUnsent, keyOf, nameOf } from './local-copies.ts';
import { readJourney } from '../kinds/journey/read.ts';
import { notesOf, type UnsentNote } from './unsent.ts';
import { upgradeDocument } from '../kinds/journey/upgrade.ts';
import { isSeeded } from '../core/about.ts';

/** A copy in this browser that holds edits which the server never confirmed, and which are not to be sent from it. */
export interface SetAsideCopy {
	/** Its number among the copies of this document. */
	readonly generation: number;
	/** The document was replaced meanwhile (restored from a backup): this copy must not be merged any more. */
	readonly replaced: boolean;
	/** When the first and the last of the edits were made (ms). */
	readonly first: number;
	readonly last: number;
	/** Where; null: not known. */
	readonly places: readonly Place[] | null;
	/** The whole map as this copy has it. */
	readonly snapshot: JourneySnapshot;
	/** Records at those places that are deleted in it, as far as they are still known. */
	readonly gone: readonly JourneyRecord[];
	/** Removes it for good. */
	readonly discard: () => Promise<void>;
}

export interface Whose {
	readonly userId: string;
	/** `journey/<id>` */
	readonly document: string;
}

/**
 * This person's copies of a document that hold unsent edits, oldest first, the present one among them: for a document
 * that cannot be opened.
 */
export const copiesUnsent = ({ userId, document }: Whose): Promise<SetAsideCopy[]> =>
	readAll(keyOf(userId, document), generationsUnsent);

/**
 * Those that were set aside; for whoever may not edit, the present one, too. One that has nothing which the map lacks is
 * removed instead.
 * @param map as the server has it, by now
 */
export async function copiesSetAside(
	{ userId, document, mayEdit }: Whose & { readonly mayEdit: boolean },
	map: () => JourneySnapshot
): Promise<SetAsideCopy[]> {
	const found = await readAll(keyOf(userId, document), mayEdit ? generationsAside : generationsUnsent);
	const telling = found.filter((copy) => compare(copy.snapshot, map(), copy.places).length > 0);
	await Promise.all(found.filter((copy) => !telling.includes(copy)).map((copy) => copy.discard()));
	return telling;
}

async function readAll(key: string, generations: (key: string) => number[]): Promise<SetAsideCopy[]> {
	const copies = await Promise.all(
		generations(key).map((generation) => read(nameOf(key, generation), generation, generation < generationOf(key)))
	);
	return copies.filter((copy) => copy !== null);
}

async function read(name: string, generation: number, replaced: boolean): Promise<SetAsideCopy | null> {
	const notes = notesOf(name);
	if (notes.length === 0) return null;
	const places = placesIn(notes);
	const doc = new Y.Doc();
	const seen = new LastSeen(doc, places ?? []);
	for (const update of await updatesIn(name)) {
		Y.applyUpdate(doc, update);
		seen.look();
	}
	if (!isSeeded(doc)) {
		// The browser made room and took the content, which is then gone: an empty map would read as "all deleted".
		console.warn(`The content of ${name} is no longer in this browser.`);
		doc.destroy();
		await dropCopy(name);
		return null;
	}
	// Of an older program: read like the map of today. What cannot be brought there is still read as far as it can be.
	upgradeDocument(doc);
	const snapshot = readJourney(doc);
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

/** What y-indexeddb keeps. */
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
function placesIn(notes: readonly UnsentNote[]): Place[] | null {
	const places = new Map<string, Place>();
	for (const note of notes) {
		if (note.places === null) return null;
		for (const place of note.places) {
			const key = `${place.type} ${place.id}`;
			const known = places.get(key);
			const whole = place.fields === null || known?.fields === null;
			const fields = whole ? null : [...new Set([...(known?.fields ?? []), ...place.fields!])];
			places.set(key, { ...place, fields });
		}
	}
	return [...places.values()];
}
