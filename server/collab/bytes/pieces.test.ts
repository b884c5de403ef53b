import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type Piece, piecesOf } from './pieces.ts';

const bytesOf = ({ parts }: Piece): Uint8Array => Buffer.concat(parts);

/** Applies the pieces, and checks that none waits for a later one. */
function applied(pieces: readonly Piece[]): Y.Doc {
	const doc = new Y.Doc({ gc: false });
	for (const piece of pieces) {
		expect(bytesOf(piece)).toHaveLength(piece.length);
		Y.applyUpdate(doc, bytesOf(piece));
		expect(doc.store.pendingStructs).toBeNull();
	}
	expect(doc.store.pendingDs).toBeNull();
	return doc;
}

type Act = { readonly who: number; readonly at: number; readonly what: 'write' | 'erase' | 'set' | 'nest' | 'hear' };

/** What several people made of one document, who hear of one another now and then. */
function written(acts: readonly Act[]): Y.Doc {
	const people = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID: clientID * 1000 }));
	for (const { who, at, what } of acts) {
		const doc = people[who]!;
		const [text, map] = [doc.getText('t'), doc.getMap<Y.Map<unknown>>('m')];
		if (what === 'write') text.insert(at % (text.length + 1), `<${at}>`);
		else if (what === 'erase')
			text.delete(Math.min(at, text.length), Math.min(2, text.length - Math.min(at, text.length)));
		else if (what === 'nest') map.set(String(at % 5), new Y.Map([['n', at]]));
		else if (what === 'set') map.get(String(at % 5))?.set('n', at);
		else Y.applyUpdate(doc, Y.encodeStateAsUpdate(people[at % 3]!));
	}
	for (const doc of people) Y.applyUpdate(people[0]!, Y.encodeStateAsUpdate(doc));
	return people[0]!;
}

describe('the pieces of a state', () => {
	it('are complete one after the other, and make the whole', () => {
		const act = fc.record({
			who: fc.nat(2),
			at: fc.nat(40),
			what: fc.constantFrom<Act['what'][]>('write', 'erase', 'set', 'nest', 'hear')
		});
		let most = 0;
		fc.assert(
			fc.property(fc.array(act, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 200 }), (acts, size) => {
				const doc = written(acts);
				const state = Y.encodeStateAsUpdate(doc);
				const pieces = piecesOf(state, size);
				if (pieces === null) {
					expect(doc.store.clients.size).toBe(0);
					return;
				}
				const again = applied(pieces);
				expect(again.getText('t').toString()).toBe(doc.getText('t').toString());
				expect(again.getMap('m').toJSON()).toEqual(doc.getMap('m').toJSON());
				expect(Y.encodeStateAsUpdate(again)).toEqual(
					Y.encodeStateAsUpdate(applied([{ parts: [state], length: state.length }]))
				);
				most = Math.max(most, pieces.length);
			})
		);
		expect(most).toBeGreaterThan(5);
	});

	it('are about as large as asked for', () => {
		const doc = new Y.Doc();
		for (let i = 0; i < 2000; i++) doc.getMap('m').set(`k${i}`, new Y.Map([['title', `Touchpoint ${i}`]]));
		const state = Y.encodeStateAsUpdate(doc);
		const pieces = piecesOf(state, 10_000)!;
		expect(pieces).toHaveLength(Math.ceil(state.length / 10_000));
		for (const { length } of pieces) expect(length).toBeLessThan(10_200);
		expect(applied(pieces).getMap('m').size).toBe(2000);
	});

	it('a state with holes, or with items that hang on one another, is not cut', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const key of ['a', 'b', 'c']) doc.getMap('m').set(key, key);
		expect(piecesOf(Y.mergeUpdates([updates[0]!, updates[2]!]), 10)).toBeNull();
		expect(piecesOf(updates[1]!, 10)).toBeNull();
		const encoder = encoding.createEncoder();
		for (const number of [2, 1, 2, 0]) encoding.writeVarUint(encoder, number);
		for (const number of [0x84, 1, 0, 1, 120, 1, 1, 0]) encoding.writeUint8(encoder, number);
		for (const number of [0x84, 2, 0, 1, 120, 0]) encoding.writeUint8(encoder, number);
		expect(piecesOf(encoding.toUint8Array(encoder), 10)).toBeNull();
	});
});
