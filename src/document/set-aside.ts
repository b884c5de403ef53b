import * as idb from 'lib0/indexeddb';
import * as Y from 'yjs';
import { compare, type JourneySnapshot, type Place } from '#domain/journey/index.ts';
import { dropCopy, generationsAside, keyOf, nameOf } from './local-copies.ts';
import { readJourney } from './read.ts';
import { isSeeded } from './shape.ts';
import { notesOf, type UnsentNote } from './unsent.ts';
import { upgradeDocument } from './upgrade.ts';

/**
 * A copy in this browser that holds edits which the server never confirmed, of a document that was replaced meanwhile
 * (restored from a backup): it must not be merged any more.
 */
export interface SetAsideCopy {
	/** Its number among the copies of this document. */
	readonly generation: number;
	/** When the first and the last of the edits were made (ms). */
	readonly first: number;
	readonly last: number;
	/** Where; null: not known. */
	readonly places: readonly Place[] | null;
	/** The whole map as this copy has it. */
	readonly snapshot: JourneySnapshot;
	/** Removes it for good. */
	readonly discard: () => Promise<void>;
}

/**
 * This person's copies of the document that were set aside with unsent edits, oldest first. One that has nothing which
 * the map lacks is removed instead.
 * @param map as the server has it, by now
 */
export async function copiesSetAside(
	userId: string,
	document: string,
	map: () => JourneySnapshot
): Promise<SetAsideCopy[]> {
	const key = keyOf(userId, document);
	const all = await Promise.all(generationsAside(key).map((generation) => read(nameOf(key, generation), generation)));
	const found = all.filter((copy) => copy !== null);
	const telling = found.filter((copy) => compare(copy.snapshot, map(), copy.places).length > 0);
	await Promise.all(found.filter((copy) => !telling.includes(copy)).map((copy) => copy.discard()));
	return telling;
}

async function read(name: string, generation: number): Promise<SetAsideCopy | null> {
	const notes = notesOf(name);
	if (notes.length === 0) return null;
	const doc = new Y.Doc();
	for (const update of await updatesIn(name)) Y.applyUpdate(doc, update);
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
		first: Math.min(...notes.map((note) => note.first)),
		last: Math.max(...notes.map((note) => note.last)),
		places: placesIn(notes),
		snapshot,
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
