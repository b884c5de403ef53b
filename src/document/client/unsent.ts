import * as v from 'valibot';
import type * as Y from 'yjs';
import { type Place, recordTypes } from '#domain/journey/index.ts';
import { noteKeysOf, notesKey } from './local-copies.ts';
import { Touched } from '../kinds/journey/touched.ts';

const PlaceSchema = v.object({
	type: v.picklist([...recordTypes, 'journey']),
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
export type UnsentNote = Readonly<Omit<v.InferOutput<typeof NoteSchema>, 'places'>> & {
	readonly places: readonly Place[] | null;
};

/** The notes about a copy. One that cannot be read is left out, and left alone: it still keeps its copy. */
export function notesOf(name: string): UnsentNote[] {
	return noteKeysOf(name).flatMap((key) => {
		const note = readNote(localStorage.getItem(key));
		return note ? [note] : [];
	});
}

/**
 * Notes beside a copy which edits in it are not known to be durable: how many, since when, at which places. That is
 * what remains to be told when the server's document is replaced before they were sent. Each tab has a note of its own;
 * it is in localStorage, where it stands before the edit is on its way anywhere.
 */
export class Unsent {
	/** Edits that earlier visits, or other tabs, left in the copy. */
	readonly found: number;
	readonly #key: string;
	readonly #now: () => number;
	#others: readonly { readonly key: string; readonly text: string }[];
	#own: { count: number; readonly first: number; last: number; readonly touched: Touched } | null = null;

	constructor(name: string, tab: string, now: () => number = Date.now) {
		this.#key = notesKey(name, tab);
		this.#now = now;
		this.#others = noteKeysOf(name).map((key) => ({ key, text: localStorage.getItem(key) ?? '' }));
		this.found = this.#others.reduce((sum, { text }) => sum + (readNote(text)?.count ?? 0), 0);
	}

	/** This tab made an edit. */
	edited(transaction: Y.Transaction): void {
		const at = this.#now();
		this.#own ??= { count: 0, first: at, last: at, touched: new Touched() };
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
		const note: UnsentNote = { count, first, last, places: touched.places };
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

function readNote(text: string | null): UnsentNote | null {
	try {
		const parsed = v.safeParse(NoteSchema, JSON.parse(text ?? 'null'));
		return parsed.success ? parsed.output : null;
	} catch {
		return null;
	}
}
