import * as encoding from 'lib0/encoding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Known } from './metadata.ts';
import { readUpdate } from './read-update.ts';

/** What Yjs itself reads. */
function byYjs(update: Uint8Array) {
	const { structs, ds } = Y.decodeUpdate(update);
	const clocks = new Map<number, [number, number]>();
	const needs: number[] = [];
	const needers: number[] = [];
	const several = new Set(structs.map((struct) => struct.id.client)).size > 1;
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const range = clocks.get(client);
		if (range) range[1] = clock + struct.length;
		else clocks.set(client, [clock, clock + struct.length]);
		if (!(struct instanceof Y.Item)) continue;
		const before = needs.length;
		if (struct.origin) needs.push(struct.origin.client, struct.origin.clock);
		if (struct.rightOrigin) needs.push(struct.rightOrigin.client, struct.rightOrigin.clock);
		if (struct.parent instanceof Y.ID) needs.push(struct.parent.client, struct.parent.clock);
		for (let i = before; several && i < needs.length; i += 2) needers.push(client, clock);
	}
	const deletes = new Map(
		[...ds.clients].map(([client, items]) => [client, items.map(({ clock, len }) => ({ clock, len }))])
	);
	return { clocks, needs, needers, deletes };
}

/** One of everything that a document can hold. */
function everything(): { doc: Y.Doc; updates: Uint8Array[] } {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	const text = doc.getText('text');
	text.insert(0, 'héllo 🛫 旅程');
	text.format(0, 5, { bold: true, link: { href: 'x' } });
	text.insertEmbed(2, { image: 'a.png' });
	text.delete(1, 3);
	const map = doc.getMap('map');
	map.set('any', [1, -2.5, 'x', null, undefined, true, { deep: [1n] }, new Uint8Array([1, 2])]);
	map.set('bytes', new Uint8Array(300));
	map.set(
		'nested',
		new Y.Map([
			['text', new Y.Text('inner')],
			['list', Y.Array.from([1, 2])]
		])
	);
	map.delete('any');
	const xml = doc.getXmlFragment('xml');
	const element = new Y.XmlElement('p');
	xml.insert(0, [element, new Y.XmlText('t'), new Y.XmlHook('hook') as unknown as Y.XmlText]);
	element.setAttribute('a', 'b');
	doc.getArray('array').insert(0, ['a', 'b', 'c', 4]);
	doc.getArray('array').delete(1, 2);
	return { doc, updates };
}

type Write = (encoder: encoding.Encoder) => void;

/** One item of client 1 at clock 0. */
function item(info: number, place: Write, content: Write, client = 1): Uint8Array {
	const encoder = encoding.createEncoder();
	write(encoder, 1, 1, client, 0);
	encoding.writeUint8(encoder, info);
	place(encoder);
	content(encoder);
	write(encoder, 0);
	return encoding.toUint8Array(encoder);
}

function write(encoder: encoding.Encoder, ...numbers: number[]): void {
	for (const number of numbers) encoding.writeVarUint(encoder, number);
}

function inRoot(encoder: encoding.Encoder): void {
	write(encoder, 1);
	encoding.writeVarString(encoder, 'root');
}

const text: Write = (encoder) => encoding.writeVarString(encoder, 'x');

function doc(encoder: encoding.Encoder, settings: number): void {
	encoding.writeVarString(encoder, 'sub');
	write(encoder, settings);
}

/** { __proto__: bytes } */
function prototype(encoder: encoding.Encoder): void {
	write(encoder, 1, 118, 1);
	encoding.writeVarString(encoder, '__proto__');
	write(encoder, 116, 1, 7);
}

/** Lists of one list each. */
function deep(encoder: encoding.Encoder): void {
	write(encoder, 1);
	for (let depth = 0; depth < 50_000; depth++) write(encoder, 117, 1);
	write(encoder, 126);
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What becomes of updates: put into a document, written as its state, merged for newcomers. */
function mustBeWhole(updates: readonly Uint8Array[]): void {
	const document = new Y.Doc();
	for (const update of updates) Y.applyUpdate(document, update);
	if (document.store.pendingStructs !== null || document.store.pendingDs !== null) throw new Error('pending');
	const again = new Y.Doc();
	Y.applyUpdate(again, Y.encodeStateAsUpdate(document));
	Y.applyUpdate(new Y.Doc(), Y.mergeUpdates([...updates]));
}

describe('reading an update', () => {
	it('sees what Yjs sees, whatever is in it', () => {
		const { doc, updates } = everything();
		const all = [...updates, Y.encodeStateAsUpdate(doc), Y.mergeUpdates(updates), Uint8Array.of(0, 0)];
		for (const update of all) expect(readUpdate(update)).toEqual(byYjs(update));
	});

	it('sees what was garbage collected', () => {
		const { doc } = everything();
		doc.getMap('map').delete('nested');
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		other.getArray('array').insert(0, [1]);
		const update = Y.encodeStateAsUpdate(other);
		expect(readUpdate(update)).toEqual(byYjs(update));
	});

	it('refuses holes, what is cut off and what follows', () => {
		const { updates } = everything();
		expect(() => readUpdate(Y.mergeUpdates([updates[0]!, updates[2]!]))).toThrow('holes');
		for (const update of updates) {
			for (let end = 0; end < update.length; end++) expect(() => readUpdate(update.subarray(0, end))).toThrow();
			expect(() => readUpdate(Uint8Array.of(...update, 0))).toThrow();
		}
	});

	it('takes nothing that Yjs refuses when it puts it in, hands it on or writes it again', () => {
		const { updates } = everything();
		const change = fc.tuple(fc.nat(1_000), fc.oneof(fc.nat(255), fc.integer({ min: 112, max: 127 }), fc.nat(8)));
		let taken = 0;
		fc.assert(
			fc.property(fc.nat(updates.length - 1), fc.array(change, { minLength: 1, maxLength: 4 }), (which, changes) => {
				const broken = Uint8Array.from(updates[which]!);
				for (const [at, value] of changes) broken[at % broken.length] = value;
				const known = new Known();
				for (const update of updates.slice(0, which)) known.add(readUpdate(update), '');
				let content;
				try {
					content = readUpdate(broken);
				} catch {
					return;
				}
				expect(content).toEqual(byYjs(broken));
				if (known.check(content, '') !== 'fresh') return;
				taken++;
				mustBeWhole([...updates.slice(0, which), broken]);
			}),
			{ numRuns: 8_000, seed: 7 }
		);
		expect(taken).toBeGreaterThan(400);
	}, 30_000);

	it('refuses a client id that is another one after it was written again', () => {
		const good = item(0x04, inRoot, text, 1);
		const huge = Uint8Array.of(1, 1, ...Array<number>(7).fill(0xff), 0x8f, 0x01, ...good.subarray(3));
		expect(() => mustBeWhole([huge])).toThrow();
		expect(() => readUpdate(huge)).toThrow('a client beyond all numbers');
	});

	it.each<[string, Uint8Array]>([
		['an item that hangs on itself', item(0x84, (e) => write(e, 1, 0), text)],
		['an item that hangs on a later one', item(0x44, (e) => write(e, 1, 9), text)],
		['an item in itself', item(0x04, (e) => write(e, 0, 1, 0), text)],
		['a document in the document without settings', item(0x09, inRoot, (e) => doc(e, 126))],
		['bytes in the place of an object', item(0x08, inRoot, (e) => prototype(e))],
		['a value nested without end', item(0x08, inRoot, deep)],
		['JSON nested without end', item(0x05, inRoot, (e) => encoding.writeVarString(e, nested(50_000)))]
	])('refuses %s', (_, update) => {
		expect(() => mustBeWhole([update])).toThrow();
		expect(() => readUpdate(update)).toThrow();
	});
});
