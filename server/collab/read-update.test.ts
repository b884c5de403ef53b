import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readUpdate } from './read-update.ts';

/** What Yjs itself reads. */
function byYjs(update: Uint8Array) {
	const { structs, ds } = Y.decodeUpdate(update);
	const clocks = new Map<number, [number, number]>();
	const needs: number[] = [];
	for (const struct of structs) {
		const { client, clock } = struct.id;
		const range = clocks.get(client);
		if (range) range[1] = clock + struct.length;
		else clocks.set(client, [clock, clock + struct.length]);
		if (!(struct instanceof Y.Item)) continue;
		if (struct.origin) needs.push(struct.origin.client, struct.origin.clock);
		if (struct.rightOrigin) needs.push(struct.rightOrigin.client, struct.rightOrigin.clock);
		if (struct.parent instanceof Y.ID) needs.push(struct.parent.client, struct.parent.clock);
	}
	const deletes = new Map(
		[...ds.clients].map(([client, items]) => [client, items.map(({ clock, len }) => ({ clock, len }))])
	);
	return { clocks, needs, deletes };
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
	map.set('doc', new Y.Doc({ guid: 'sub' }));
	map.delete('any');
	const xml = doc.getXmlFragment('xml');
	const element = new Y.XmlElement('p');
	xml.insert(0, [element, new Y.XmlText('t'), new Y.XmlHook('hook') as unknown as Y.XmlText]);
	element.setAttribute('a', 'b');
	doc.getArray('array').insert(0, ['a', 'b', 'c', 4]);
	doc.getArray('array').delete(1, 2);
	return { doc, updates };
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

	it('takes nothing that Yjs cannot read', () => {
		const { updates } = everything();
		const change = fc.tuple(fc.nat(1_000), fc.nat(255));
		fc.assert(
			fc.property(fc.nat(updates.length - 1), fc.array(change, { maxLength: 5 }), (which, changes) => {
				const broken = Uint8Array.from(updates[which]!);
				for (const [at, value] of changes) broken[at % broken.length] = value;
				let content;
				try {
					content = readUpdate(broken);
				} catch {
					return;
				}
				expect(content).toEqual(byYjs(broken));
			}),
			{ numRuns: 3_000 }
		);
	}, 30_000);
});
