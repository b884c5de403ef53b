import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { pack } from '../../documents/pack.ts';
import { Tail } from './tail.ts';

const rows = (client: number, count: number, node = 1) => {
	const doc = new Y.Doc();
	doc.clientID = client;
	const made: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => made.push(update));
	for (let i = 0; i < count; i++) doc.getMap('m').set(`k${i}`, i);
	return made.map((update, i) => ({ node, seq: i + 1, ...pack([{ update, author: '' }]) }));
};

const content = (update: Uint8Array): unknown => {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	return doc.getMap('m').toJSON();
};

it('gives what came after a place, merged', () => {
	const tail = new Tail();
	for (const row of rows(1, 3)) tail.push(row, 1);
	expect(tail.place).toBe(3);
	expect(content(tail.since(0)!)).toEqual({ k0: 0, k1: 1, k2: 2 });
	expect(tail.list(1)).toHaveLength(2);
});

it('says when a place lies in the snapshot already', () => {
	const tail = new Tail();
	const all = rows(1, 4);
	for (const row of all) tail.push(row, 1);
	tail.retain(({ seq }) => seq > 2);
	expect([tail.updates, tail.place]).toEqual([2, 4]);
	expect(tail.bytes).toBe(all[2]!.bytes.length + all[3]!.bytes.length);
	expect(tail.since(1)).toBeNull();
	expect(tail.since(2)).not.toBeNull();
	expect(tail.has(all[0]!)).toBe(true);
	tail.retain(() => false);
	expect(tail.empty).toBe(true);
});

it('knows the rows of each node', () => {
	const tail = new Tail();
	const [first, second] = rows(1, 2, 9);
	tail.push(first!, 1);
	expect(tail.has(first!)).toBe(true);
	expect(tail.has(second!)).toBe(false);
	expect(tail.has({ ...first!, node: 3 })).toBe(false);
});
