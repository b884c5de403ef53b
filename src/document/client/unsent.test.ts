import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { copyOf, edit } from '../../../tests/support/journey-documents.ts';
import { retail } from '../../../tests/support/journey.ts';
import { createJourneyDocument } from '../kinds/journey/seed.ts';
import { journeyKind } from '../kinds/journey/index.ts';
import { documentsUnsent, generationsAside, generationsUnsent, holdsUnsent, keyOf, nameOf } from './local-copies.ts';
import { notesOf, Unsent } from './unsent.ts';

/** As in browsers, its keys are properties of its own. */
class FakeStorage {
	getItem(key: string): string | null {
		return (this as unknown as Record<string, string | undefined>)[key] ?? null;
	}
	setItem(key: string, value: string): void {
		if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
		Object.assign(this, { [key]: value });
	}
	removeItem(key: string): void {
		Reflect.deleteProperty(this, key);
	}
}

const KEY = keyOf('ann', 'journey/1');
const NAME = nameOf(KEY, 1);
const start = retail();
let room = Infinity;
let now = 0;

/** A tab with the copy open: its edits are noted. */
function tab(name: string) {
	const doc = copyOf(createJourneyDocument(start));
	const unsent = new Unsent(journeyKind, NAME, name, () => now);
	doc.on('update', (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
		unsent.edited(transaction)
	);
	const type = (title: string) => edit(doc, 'editTouchpoint', { id: start.touchpoints[0]!.id, fields: { title } });
	return { unsent, type };
}

/** Any edit. */
function transaction(): Y.Transaction {
	const doc = createJourneyDocument(start);
	let made: Y.Transaction | undefined;
	doc.once('afterTransaction', (done: Y.Transaction) => (made = done));
	edit(doc, 'editTouchpoint', { id: start.touchpoints[0]!.id, fields: { title: 'Typed' } });
	return made!;
}

beforeEach(() => {
	room = Infinity;
	now = 100;
	vi.stubGlobal('localStorage', new FakeStorage());
});
afterEach(() => vi.unstubAllGlobals());

describe('notes about edits that are not confirmed', () => {
	it('say how many, since when and where, and go once all is durable', () => {
		const { unsent, type } = tab('a');
		expect([unsent.found, holdsUnsent()]).toEqual([0, false]);
		type('One');
		now = 200;
		type('Two');
		const place = { type: 'touchpoint', id: start.touchpoints[0]!.id, fields: ['title'] };
		expect(notesOf(journeyKind, NAME)).toEqual([{ count: 2, first: 100, last: 200, places: [place] }]);
		expect(holdsUnsent()).toBe(true);
		unsent.pending(1);
		expect(notesOf(journeyKind, NAME)).toMatchObject([{ count: 1 }]);
		unsent.pending(0);
		expect(Object.keys(localStorage)).toEqual([]);
	});

	it('are found by the next visit, and go when the server has confirmed what it sent', () => {
		tab('a').type('Written in a tab that was closed');
		const next = tab('b');
		expect(next.unsent.found).toBe(1);
		next.type('More');
		next.unsent.pending(1);
		expect(notesOf(journeyKind, NAME)).toHaveLength(2);
		next.unsent.pending(0);
		expect(notesOf(journeyKind, NAME)).toEqual([]);
	});

	it('stay when the tab they are of, still open, has written on meanwhile', () => {
		const first = tab('a');
		first.type('One');
		const second = tab('b');
		first.type('Two');
		second.unsent.pending(0);
		expect(notesOf(journeyKind, NAME)).toMatchObject([{ count: 2 }]);
	});

	it('leave out where, rather than stop an edit, when there is no room', () => {
		const { type } = tab('a');
		room = 100;
		type('A title');
		expect(notesOf(journeyKind, NAME)).toEqual([{ count: 1, first: 100, last: 100, places: null }]);
		const warn = vi.spyOn(console, 'warn').mockReturnValue();
		room = 10;
		type('Another');
		expect(warn).toHaveBeenCalledOnce();
		warn.mockRestore();
	});

	it('keep a copy of an earlier number, also when nobody can read them', () => {
		tab('a').type('One');
		localStorage.setItem(`${nameOf(KEY, 2)}/unsent/b`, 'not a note');
		localStorage.setItem(KEY, '4');
		expect(generationsAside(KEY)).toEqual([1, 2]);
		expect(notesOf(journeyKind, nameOf(KEY, 2))).toEqual([]);
		// The present copy's notes are of edits that are still on their way.
		localStorage.setItem(KEY, '1');
		expect(generationsAside(KEY)).toEqual([]);
	});

	it('say which documents of whom, and of nobody else', () => {
		localStorage.setItem(KEY, '1');
		const { type } = tab('a');
		expect(documentsUnsent('ann')).toEqual([]);
		type('One');
		new Unsent(journeyKind, nameOf(keyOf('ann', 'journey/2'), 3), 'b').edited(transaction());
		new Unsent(journeyKind, nameOf(keyOf('annabel', 'journey/4'), 1), 'b').edited(transaction());
		expect(documentsUnsent('ann')).toEqual(['journey/1', 'journey/2']);
		expect(documentsUnsent('annabel')).toEqual(['journey/4']);
		expect(documentsUnsent('an')).toEqual([]);
		expect([generationsAside(KEY), generationsUnsent(KEY)]).toEqual([[], [1]]);
		localStorage.setItem(KEY, '2');
		expect([generationsAside(KEY), generationsUnsent(KEY)]).toEqual([[1], [1]]);
	});
});
