/** All databases of this program in a browser, and the notes about them in localStorage, begin with this. */
export const PREFIX = 'wayfelt/';

/** A document's key: its copies are numbered, since one that was replaced on the server is set aside. */
export const generationOf = (key: string): number => Number(localStorage.getItem(key) ?? 1);
export const nameOf = (key: string, generation: number): string => `${key}/${generation}`;

/**
 * Removes every local copy in this browser. Part of signing out: the next person at this computer finds nothing.
 * Stands apart from the rest of this room so that a page with a "sign out" button loads no more than this.
 */
export async function forgetLocalCopies(): Promise<void> {
	if (typeof indexedDB === 'undefined') return;
	const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
	const ours = new Set(keys.flatMap((key) => Array.from({ length: generationOf(key) }, (_, i) => nameOf(key, i + 1))));
	// Firefox before 126 has no list of databases: there the keys alone must do.
	for (const { name } of (await indexedDB.databases?.()) ?? []) if (name?.startsWith(PREFIX)) ours.add(name);
	for (const key of keys) localStorage.removeItem(key);
	await Promise.all([...ours].map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const request = indexedDB.deleteDatabase(name);
		request.onsuccess = () => resolve();
		// Another tab has it open: it goes as soon as that tab does.
		request.onblocked = () => resolve();
		request.onerror = () => reject(request.error ?? new Error(`could not delete ${name}`));
	});
}
