/** Somebody at a kiosk: what they answered, or how far they came; kept until the server has it. */
export interface Waiting {
	/** Made here: the same answer sent again is still this one. */
	readonly id: string;
	readonly code: string;
	/** By the clock here. */
	readonly at: string;
	/** The page that it was given on, and its ticket. */
	readonly page: string;
	readonly ticket: string;
	readonly version?: number;
	readonly language: string;
	readonly test?: true;
	readonly began: boolean;
	/** null: nobody answered. */
	readonly fields: readonly [string, string][] | null;
}

/** What waits to be sent, oldest first; outlives a reload and a restart. */
export interface Waitings {
	add(one: Waiting): Promise<void>;
	all(): Promise<Waiting[]>;
	remove(ids: readonly string[]): Promise<void>;
}

const STORE = 'waiting';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
	});

const committed = (trx: IDBTransaction): Promise<void> =>
	new Promise((resolve, reject) => {
		trx.oncomplete = () => resolve();
		trx.onerror = trx.onabort = () => reject(trx.error ?? new Error('IndexedDB'));
	});

/** None where they cannot be read: those of the page go on being sent. */
const stored = async (db: IDBDatabase): Promise<Waiting[]> => {
	try {
		return (await done(db.transaction(STORE).objectStore(STORE).getAll())) as Waiting[];
	} catch {
		return [];
	}
};

/** In IndexedDB; where the browser keeps nothing, in this page alone. */
export async function openWaitings(code: string): Promise<Waitings> {
	let db: IDBDatabase;
	try {
		const opening = indexedDB.open('wayfelt-kiosk', 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
		db = await done(opening);
	} catch {
		return inMemory();
	}
	// What the browser refuses to keep – no room left, a store that was cleared away – is in the page until it is sent.
	const unkept = inMemory();
	return {
		async add(one) {
			try {
				const trx = db.transaction(STORE, 'readwrite');
				trx.objectStore(STORE).put(one);
				await committed(trx);
			} catch {
				await unkept.add(one);
			}
		},
		async all() {
			const found = [...(await stored(db)), ...(await unkept.all())];
			// The screen may have served another code before.
			return found.filter((one) => one.code === code).sort((a, b) => (a.at < b.at ? -1 : 1));
		},
		async remove(ids) {
			await unkept.remove(ids);
			try {
				const trx = db.transaction(STORE, 'readwrite');
				for (const id of ids) trx.objectStore(STORE).delete(id);
				await committed(trx);
			} catch (error) {
				// Those that are read again would be sent without end; the server counts each once.
				if ((await stored(db)).some(({ id }) => ids.includes(id))) throw error;
			}
		}
	};
}

function inMemory(): Waitings {
	const kept = new Map<string, Waiting>();
	return {
		add: async (one) => void kept.set(one.id, one),
		all: async () => [...kept.values()],
		remove: async (ids) => ids.forEach((id) => kept.delete(id))
	};
}
