import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Guarded } from './guarded.ts';
import { Known } from './metadata.ts';
import { readUpdate } from './read-update.ts';
import { allButAbout, onlyMaps, type Roots } from './roots.ts';

const journey = onlyMaps(['journey', 'scenes', 'cards']);

/** A stored journey: seeded by client 1, upgraded by client 2 (both the server). */
function stored(): Y.Doc {
	const seeded = new Y.Doc();
	seeded.clientID = 1;
	seeded.getMap('document').set('schema', { scene: 1 });
	seeded.getMap('document').set('epoch', 1);
	seeded.getMap('scenes').set('a', new Y.Map([['title', new Y.Text('Discover')]]));
	seeded.getMap('cards').set('c', new Y.Map([['title', 'Queue']]));
	const upgraded = copyOf(seeded, 2);
	upgraded.getMap('document').set('schema', { scene: 2 });
	return upgraded;
}

function copyOf(doc: Y.Doc, client: number): Y.Doc {
	const copy = new Y.Doc();
	copy.clientID = client;
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
	return copy;
}

/** What the check says of an update; `from` is what the document holds. */
function checked(from: Y.Doc, update: Uint8Array, roots: Roots = journey): string {
	const state = Y.encodeStateAsUpdate(from);
	const known = new Known();
	known.add(readUpdate(state), '');
	const guarded = new Guarded(roots);
	guarded.learn(state);
	const content = readUpdate(update, roots);
	const verdict = known.check(content, '');
	return verdict === 'fresh' && guarded.refuses(update, content, known) ? 'refused' : verdict;
}

/** An edit made on a copy, as the update that a client sends. */
function edit(work: (doc: Y.Doc) => void, from = stored()): Uint8Array {
	const copy = copyOf(from, 66);
	const before = Y.encodeStateVector(copy);
	copy.transact(() => work(copy));
	return Y.encodeStateAsUpdate(copy, before);
}

type Write = (encoder: encoding.Encoder) => void;
const numbers =
	(...all: number[]): Write =>
	(encoder) => {
		for (const number of all) encoding.writeVarUint(encoder, number);
	};
/** First byte of an item, then what it hangs on. */
const item =
	(info: number, ...ids: number[]): Write =>
	(encoder) => {
		encoding.writeUint8(encoder, info);
		numbers(...ids)(encoder);
	};
const string =
	(text: string): Write =>
	(encoder) =>
		encoding.writeVarString(encoder, text);

/** Items of client 66, one after the other, as their bytes. */
function items(count: number, ...writes: Write[]): Uint8Array {
	const encoder = encoding.createEncoder();
	for (const write of [numbers(1, count, 66, 0), ...writes, numbers(0)]) write(encoder);
	return encoding.toUint8Array(encoder);
}
/** One value: the number 7. */
const seven = numbers(1, 125, 7);

describe('what only the server may write', () => {
	const about = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('document');
	const attacks: Record<string, Uint8Array> = {
		'another schema': edit((doc) => about(doc).set('schema', { sequence: 999 })),
		'the same schema again': edit((doc) => about(doc).set('schema', { scene: 2 })),
		'another schema, among honest edits': edit((doc) => {
			doc.getMap('scenes').set('b', new Y.Map());
			about(doc).set('schema', { sequence: 999 });
			doc.getMap('cards').delete('c');
		}),
		'several, one over the other': edit((doc) => {
			for (let i = 0; i < 5; i++) about(doc).set('epoch', i);
		}),
		'no schema': edit((doc) => about(doc).delete('schema')),
		'an epoch removed': edit((doc) => about(doc).delete('epoch')),
		'a new key beside it': edit((doc) => about(doc).set('seeded', true)),
		'a nested map there': edit((doc) => about(doc).set('schema', new Y.Map([['scene', 999]]))),
		'all cleared': edit((doc) => about(doc).clear()),
		'a schema from a copy that never saw the document': (() => {
			const doc = new Y.Doc();
			doc.clientID = 66;
			about(doc).set('schema', { sequence: 999 });
			return Y.encodeStateAsUpdate(doc);
		})(),
		'left of the value that stands there': items(1, item(0x48 | 0x20, 2, 0), seven),
		'right of the value that stood there before': items(1, item(0x88 | 0x20, 1, 0), seven),
		'inside the value': items(1, item(0x08 | 0x20, 0, 1, 1), string('x'), seven),
		'on an honest left and a closed right neighbour': items(1, item(0xc8 | 0x20, 1, 2, 2, 0), seven),
		'a second one on the first': items(2, item(0x88, 2, 0), seven, item(0x88, 66, 0), seven),
		'a removed one, which removes what stands there': items(1, item(0x81, 2, 0, 1)),
		'a deletion hidden in a long one': (() => {
			const encoder = encoding.createEncoder();
			numbers(0, 1, 1, 1, 0, 4)(encoder);
			return encoding.toUint8Array(encoder);
		})()
	};
	it.each(Object.entries(attacks))('refuses %s', (_, update) => {
		expect(checked(stored(), update)).toBe('refused');
		expect(checked(stored(), update, allButAbout)).toBe('refused');
		// Whatever was merged, split or collected since: the same.
		const later = copyOf(copyOf(stored(), 3), 4);
		expect(checked(later, update)).toBe('refused');
	});

	it.each<[string, Uint8Array]>([
		['an unknown map', edit((doc) => doc.getMap('mine').set('a', 1))],
		['a list', edit((doc) => doc.getArray('list').push([1]))],
		[
			'a list under the name of a map',
			(() => {
				const doc = new Y.Doc();
				doc.clientID = 66;
				doc.getArray('scenes').push(['x']);
				return Y.encodeStateAsUpdate(doc);
			})()
		],
		['a text', edit((doc) => doc.getText('').insert(0, 'x'))],
		['a key without end', edit((doc) => doc.getMap('scenes').set('k'.repeat(5_000), 1))],
		[
			'a field name without end',
			edit((doc) => (doc.getMap('scenes').get('a') as Y.Map<unknown>).set('k'.repeat(5_000), 1))
		]
	])('and %s', (_, update) => {
		expect(checked(stored(), update)).toBe('refused');
	});

	it('takes what people do, also what they send again', () => {
		const from = stored();
		const map = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('scenes').get('a') as Y.Map<unknown>;
		const honest: ((doc: Y.Doc) => void)[] = [
			(doc) => (map(doc).get('title') as Y.Text).insert(0, 'We '),
			(doc) => map(doc).set('title', 'New'),
			(doc) => map(doc).set('notes', new Y.Text('x')),
			(doc) => doc.getMap('scenes').delete('a'),
			(doc) => doc.getMap('scenes').clear(),
			(doc) => doc.getMap('cards').set('c', new Y.Map()),
			(doc) => doc.getMap('journey').set('title', 'Shop')
		];
		for (const work of honest) {
			expect(checked(from, edit(work, from))).toBe('fresh');
			// A client that sends all it has: what the server wrote is in it, and deletions of what the server replaced.
			const copy = copyOf(from, 66);
			work(copy);
			expect(checked(from, Y.encodeStateAsUpdate(copy))).toBe('fresh');
		}
		expect(checked(from, Y.encodeStateAsUpdate(from))).toBe('nothing new');
	});

	it('knows what the server wrote since', () => {
		const from = stored();
		const known = new Known();
		const guarded = new Guarded(journey);
		const take = (update: Uint8Array): void => {
			known.add(readUpdate(update), '');
			guarded.learn(update);
		};
		take(Y.encodeStateAsUpdate(from));
		const later = copyOf(from, 3);
		const before = Y.encodeStateVector(later);
		later.getMap('document').set('schema', { scene: 3 });
		take(Y.encodeStateAsUpdate(later, before));
		const attack = edit((doc) => doc.getMap('document').set('schema', { scene: 1 }), later);
		expect(guarded.refuses(attack, readUpdate(attack, journey), known)).toBe(true);
	});
});
