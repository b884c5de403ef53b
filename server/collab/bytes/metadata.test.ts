import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DeleteRanges } from './delete-ranges.ts';
import { decodeKnown, deletesAsUpdate, encodeKnown, Known } from './metadata.ts';
import { readUpdate } from './read-update.ts';

/** The updates of an editor who types, sets and deletes. */
function updatesOf(client: number, seed = 1): Uint8Array[] {
	const doc = new Y.Doc();
	doc.clientID = client;
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (let i = 0; i < 12; i++) {
		doc.getText('text').insert(0, 'abc');
		doc.getMap('map').set(`k${(i * seed) % 3}`, new Y.Map([['x', i]]));
		if (i % 3 === 0) doc.getText('text').delete(0, 2);
	}
	return updates;
}

const take = (known: Known, update: Uint8Array, author = ''): string => {
	const content = readUpdate(update);
	const verdict = known.check(content, author);
	if (verdict === 'fresh') known.add(content, author);
	return verdict;
};

describe('what is known', () => {
	it('takes each update once, in order', () => {
		const known = new Known();
		const updates = updatesOf(1);
		for (const update of updates) expect(take(known, update)).toBe('fresh');
		for (const update of updates) expect(take(known, update)).toBe('nothing new');
		expect(take(known, Y.mergeUpdates(updates))).toBe('nothing new');
	});

	it('has the same clocks and deletions as a document', () => {
		const known = new Known();
		const doc = new Y.Doc();
		for (const update of [...updatesOf(1), ...updatesOf(2, 2)]) {
			take(known, update);
			Y.applyUpdate(doc, update);
		}
		expect(new Map(known.clocks)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)));
		// A document deletes more by itself: the loser of two values that were set at the same time.
		const deleted = new DeleteRanges();
		for (const [client, items] of Y.createDeleteSetFromStructStore(doc.store).clients) {
			for (const item of items) deleted.add(client, item);
		}
		expect([...known.deletes.items()].length).toBeGreaterThan(5);
		for (const [client, item] of known.deletes.items()) expect(deleted.has(client, item)).toBe(true);
	});

	it('finds gaps: clocks, and what an item hangs on', () => {
		const updates = updatesOf(1);
		expect(take(new Known(), updates[1]!)).toBe('gap');
		const base = new Y.Doc();
		base.clientID = 1;
		base.getText('text').insert(0, 'ab');
		const other = new Y.Doc();
		other.clientID = 2;
		Y.applyUpdate(other, Y.encodeStateAsUpdate(base));
		const before = Y.encodeStateVector(other);
		other.getText('text').insert(1, 'x');
		const between = Y.encodeStateAsUpdate(other, before);
		expect(take(new Known(), between)).toBe('gap');
		expect(take(new Known(), Y.mergeUpdates([between, Y.encodeStateAsUpdate(base)]))).toBe('fresh');
		other.getText('text').delete(0, 1);
		const deletion = Y.encodeStateAsUpdate(other, Y.encodeStateVector(other));
		expect(take(new Known(), deletion)).toBe('gap');
	});

	it('a client id belongs to whoever used it first', () => {
		const known = new Known();
		const [first, second] = updatesOf(7) as [Uint8Array, Uint8Array];
		expect(take(known, first, 'ann')).toBe('fresh');
		expect(take(known, second, 'bob')).toBe('forged');
		expect(take(known, first, 'bob')).toBe('nothing new');
		expect(take(known, second, 'ann')).toBe('fresh');
		expect(known.mayUse(7, 'bob')).toBe(false);
		expect(known.mayUse(8, 'bob')).toBe(true);
	});

	it('survives being stored', () => {
		const known = new Known();
		for (const update of updatesOf(1)) take(known, update, 'ann');
		for (const update of updatesOf(2, 2)) take(known, update, '');
		const again = decodeKnown(encodeKnown(known));
		expect(again.clocks).toEqual(known.clocks);
		expect(again.owners).toEqual(known.owners);
		expect(again.deletes.byClient).toEqual(known.deletes.byClient);
		expect(again.covers(known) && known.covers(again)).toBe(true);
		take(known, updatesOf(3)[0]!);
		expect(again.covers(known)).toBe(false);
		again.join(known);
		expect(again.covers(known)).toBe(true);
	});

	it('deletions alone make an update', () => {
		const known = new Known();
		const doc = new Y.Doc();
		for (const update of updatesOf(1)) take(known, update);
		// Everything but the deletions …
		for (const update of updatesOf(1)) Y.applyUpdate(doc, update);
		const copy = new Y.Doc();
		Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
		Y.applyUpdate(copy, deletesAsUpdate(known.deletes));
		expect(copy.toJSON()).toEqual(doc.toJSON());
	});
});

it('whatever passes the check leaves nothing pending', () => {
	const good = updatesOf(1);
	fc.assert(
		fc.property(
			fc.nat(good.length - 1),
			fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 4 }),
			(which, changes) => {
				const known = new Known();
				const doc = new Y.Doc();
				for (const update of good.slice(0, which)) {
					take(known, update);
					Y.applyUpdate(doc, update);
				}
				const broken = Uint8Array.from(good[which]!);
				for (const [at, value] of changes) broken[at % broken.length] = value;
				let verdict: string;
				try {
					verdict = take(known, broken);
				} catch {
					return;
				}
				if (verdict !== 'fresh') return;
				try {
					Y.applyUpdate(doc, broken);
				} catch {
					return; // Neighbours in an order that Yjs itself refuses; that cannot be seen without a Y.Doc.
				}
				expect([doc.store.pendingStructs, doc.store.pendingDs]).toEqual([null, null]);
			}
		),
		{ numRuns: 300 }
	);
});
