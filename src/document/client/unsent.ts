import * as v from 'valibot';
import type * as Y from 'yjs';
import type { JoinedKind, KindTypes } from '../core/kind.ts';
import type { Place } from '../core/place.ts';
import { Touched } from '../core/touched.ts';
import { noteKeysOf, notesKey } from './local-copies.ts';

const PlaceSchema = v.object({
	type: v.string(),
	id: v.string(),
	fields: v.nullable(v.array(v.string()))
});
const NoteSchema = v.object({
	/** How many edits. */
	count: v.pipe(v.number(), v.integer(), v.minValue(1)),
	/** When the first and the last of them were made (ms). */
	first: v.number(),
	last: v.number(),
	/** Where; null when there was no room to say. */
	places: v.nullable(v.array(PlaceSchema))
});

/** What one tab wrote into a copy that the server has not confirmed. */
export type UnsentNote<T extends KindTypes = KindTypes> = Readonly<Omit<v.InferOutput<typeof NoteSchema>, 'places'>> & {
	readonly places: readonly Place<T['type']>[] | null;
};

/** The notes about a copy. One that cannot be read is left out, and left alone: it still keeps its copy. */
export function notesOf<T extends KindTypes>(kind: JoinedKind<T>, name: string): UnsentNote<T>[] {
	return noteKeysOf(name).flatMap((key) => {
		const note = readNote(kind, localStorage.getItem(key));
		return note ? [note] : [];
	});
}

/**
 * Notes beside a copy which edits in it are not known to be durable: how many, since when, at which places. That is
 * what remains to be told when the server's document is replaced before they were sent. Each tab has a note of its own;
 * it is in localStorage, where it stands before the edit is on its way anywhere.
 */
export class Unsent<T extends KindTypes> {
	/** Edits that earlier visits, or other tabs, left in the copy. */
	readonly found: number;
	readonly #kind: JoinedKind<T>;
	readonly #key: string;
	readonly #now: () => number;
	#others: readonly { readonly key: string; readonly text: string }[];
	#own: { count: number; readonly first: number; last: number; readonly touched: Touched<T> } | null = null;

	constructor(kind: JoinedKind<T>, name: string, tab: string, now: () => number = Date.now) {
		this.#kind = kind;
		this.#key = notesKey(name, tab);
		this.#now = now;
		this.#others = noteKeysOf(name).map((key) => ({ key, text: localStorage.getItem(key) ?? '' }));
		this.found = this.#others.reduce((sum, { text }) => sum + (readNote(kind, text)?.count ?? 0), 0);
	}

	/** This tab made an edit. */
	edited(transaction: Y.Transaction): void {
		const at = this.#now();
		this.#own ??= { count: 0, first: at, last: at, touched: new Touched(this.#kind) };
		this.#own.count++;
		this.#own.last = at;
		this.#own.touched.add(transaction);
		this.#write();
	}

	/** So many edits are not confirmed, those that were found among them. */
	pending(count: number): void {
		if (count === 0) this.#clear();
		else if (this.#own && count < this.#own.count) {
			this.#own.count = count;
			this.#write();
		}
	}

	#clear(): void {
		if (this.#own) localStorage.removeItem(this.#key);
		this.#own = null;
		// What was found went with the answer to "what do you have". A tab that wrote on meanwhile keeps its note.
		for (const { key, text } of this.#others) if (localStorage.getItem(key) === text) localStorage.removeItem(key);
		this.#others = [];
	}

	#write(): void {
		const { count, first, last, touched } = this.#own!;
		const note: UnsentNote<T> = { count, first, last, places: touched.places };
		// A full localStorage must not stop an edit; the short form takes less room than almost anything before it.
		if (!store(this.#key, note) && !store(this.#key, { ...note, places: null }))
			console.warn('This browser has no room to note which edits are not stored yet.');
	}
}

function store(key: string, note: UnsentNote): boolean {
	try {
		localStorage.setItem(key, JSON.stringify(note));
		return true;
	} catch (error) {
		if (error instanceof DOMException) return false;
		throw error;
	}
}

/** One with a place that the kind does not have is not a note either. */
function readNote<T extends KindTypes>({ roots }: JoinedKind<T>, text: string | null): UnsentNote<T> | null {
	try {
		const parsed = v.safeParse(NoteSchema, JSON.parse(text ?? 'null'));
		const types = Object.values(roots).map(({ type }): string => type);
		const known = parsed.success && (parsed.output.places ?? []).every(({ type }) => types.includes(type));
		return known ? (parsed.output as UnsentNote<T>) : null;
	} catch {
		return null;
	}
}
