/** All databases of this program in a browser, and the notes about them in localStorage, begin with this. */
export const PREFIX = 'wayfelt/';
const UNSENT = '/unsent/';

/**
 * A document's key: in localStorage the number of its present copy stands there. Copies are numbered, since one that
 * was replaced on the server is set aside.
 * @param document `journey/<id>`
 */
export const keyOf = (userId: string, document: string): string => `${PREFIX}${userId}/${document}`;
export const generationOf = (key: string): number => Number(localStorage.getItem(key) ?? 1);
/** The database of a copy. */
export const nameOf = (key: string, generation: number): string => `${key}/${generation}`;

/** Where the notes about unsent edits of a copy are kept (`unsent.ts`), one for each tab that made some. */
export const notesKey = (name: string, tab: string): string => `${name}${UNSENT}${tab}`;
export const noteKeysOf = (name: string): string[] =>
	Object.keys(localStorage).filter((key) => key.startsWith(`${name}${UNSENT}`));

/** Copies that were set aside and hold edits which the server never confirmed. */
export const generationsAside = (key: string): number[] =>
	earlier(key).filter((generation) => noteKeysOf(nameOf(key, generation)).length > 0);

/** The same, and the present copy if it holds such edits. */
export const generationsUnsent = (key: string): number[] =>
	[...earlier(key), generationOf(key)].filter((generation) => noteKeysOf(nameOf(key, generation)).length > 0);

/** Documents (`journey/<id>`) of which this browser holds edits of this person that the server never confirmed. */
export function documentsUnsent(userId: string): string[] {
	const own = `${PREFIX}${userId}/`;
	try {
		const notes = Object.keys(localStorage).filter((key) => key.startsWith(own) && key.includes(UNSENT));
		return [
			...new Set(notes.map((key) => key.slice(own.length, key.lastIndexOf('/', key.indexOf(UNSENT) - 1))))
		].sort();
	} catch {
		// A browser that blocks all storage keeps nothing.
		return [];
	}
}

/** Copies that were set aside and hold nothing else than what the server had are of no use to anybody. */
export async function dropSettled(key: string): Promise<void> {
	const kept = generationsAside(key);
	const settled = earlier(key).filter((generation) => !kept.includes(generation));
	await Promise.all(settled.map((generation) => deleteDatabase(nameOf(key, generation))));
}

/** Removes a copy and the notes about it. */
export async function dropCopy(name: string): Promise<void> {
	for (const note of noteKeysOf(name)) localStorage.removeItem(note);
	await deleteDatabase(name);
}

/** Does this browser hold edits of anybody that are nowhere else: not sent yet, or set aside? */
export function holdsUnsent(): boolean {
	try {
		return Object.keys(localStorage).some((key) => key.startsWith(PREFIX) && key.includes(UNSENT));
	} catch {
		// A browser that blocks all storage keeps nothing.
		return false;
	}
}

/**
 * Removes every local copy in this browser, also those that were set aside. Part of signing out: the next person at
 * this computer finds nothing.
 * Stands apart from the rest of this room so that a page with a "sign out" button loads no more than this.
 */
export async function forgetLocalCopies(): Promise<void> {
	if (typeof indexedDB === 'undefined') return;
	const keys = (): string[] => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
	const documents = keys().filter((key) => !key.includes(UNSENT));
	const ours = new Set(documents.flatMap((key) => [...earlier(key), generationOf(key)].map((n) => nameOf(key, n))));
	// Firefox before 126 has no list of databases: there the keys alone must do.
	for (const { name } of (await indexedDB.databases?.()) ?? []) if (name?.startsWith(PREFIX)) ours.add(name);
	try {
		await Promise.all([...ours].map(deleteDatabase));
	} finally {
		// Last: a tab that still had its copy could have noted an edit meanwhile.
		for (const key of keys()) localStorage.removeItem(key);
	}
}

const earlier = (key: string): number[] => Array.from({ length: generationOf(key) - 1 }, (_, i) => i + 1);

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		// Another tab has it open: it goes as soon as that tab does.
		request.onblocked = () => resolve();
		request.onerror = () => reject(request.error ?? new Error(`could not delete ${name}`));
	});
}
