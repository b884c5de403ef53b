import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyDocument, GOOD } from '../../../tests/support/any-document.ts';
import { tooDeepToDelete } from '../../../tests/support/poison.ts';
import { personOrigin } from './transaction-origins.ts';
import { apply } from '../kinds/journey/apply.ts';
import { plain } from './plain.ts';
import { readStored } from './read-stored.ts';
import { journeyKind } from '../kinds/journey/index.ts';
import { readRaw } from './records/record-maps.ts';
import { createDocument } from './records/write-records.ts';
import { journeySchema } from '#domain/journey/index.ts';

describe('reading whatever a document holds', () => {
	it('maps in maps, deeper than a stack is: what is deep is not read', () => {
		const doc = new Y.Doc();
		const [chain] = tooDeepToDelete(7);
		Y.applyUpdate(doc, chain);
		expect(() => doc.getMap('deep').toJSON()).toThrow(RangeError);
		expect(() => plain(doc.getMap('deep'))).not.toThrow();
		expect(() => readRaw(doc, journeySchema)).not.toThrow();
		doc.destroy();
	});

	it('a key that is called __proto__ is a key', () => {
		const doc = new Y.Doc();
		doc.getMap('m').set('__proto__', { polluted: true });
		const read = plain(doc.getMap('m')) as Record<string, unknown>;
		expect(Object.hasOwn(read, '__proto__')).toBe(true);
		expect((read as { polluted?: true }).polluted).toBe(undefined);
	});

	it('any document that Yjs can hold is read, and what is right in it arrives', () => {
		fc.assert(
			fc.property(anyDocument, (update) => {
				if (update === null) return;
				const snapshot = readStored(journeyKind, update);
				expect(snapshot.scenes.find(({ id }) => id === GOOD)?.title).toBe('Good one');
			}),
			{ numRuns: 300 }
		);
	});

	/** What a random document once held, by the seed that found it (-538868635), and its neighbours. */
	it.each([undefined, '', 'constructor', '__proto__', 'of a newer program', 7])(
		'a card of the kind %j is carried through an upgrade as it is',
		(kind) => {
			const doc = createDocument({ schema: {}, epoch: 1, collections: {} }, journeySchema);
			doc.getMap('cards').set('c', new Y.Map(Object.entries({ kind, title: 'Kept' })));
			doc.getMap('cards').set('', undefined);
			expect(journeyKind.upgrade(doc)).toMatchObject({ ok: true, changed: true });
			expect((doc.getMap('cards').get('c') as Y.Map<unknown>).toJSON()).toEqual({ kind, title: 'Kept' });
			expect(doc.getMap('cards').get('')).toBe(undefined);
			doc.destroy();
		}
	);

	it('and brought to the present schema, or refused with a reason', () => {
		fc.assert(
			fc.property(anyDocument, (update) => {
				if (update === null) return;
				const doc = new Y.Doc();
				Y.applyUpdate(doc, update);
				journeyKind.upgrade(doc);
				doc.destroy();
			}),
			{ numRuns: 100 }
		);
	});
});

describe('writing texts', () => {
	it('what cannot be stored does not get into the document, and goes when its text is edited', () => {
		const id = '01890000-0000-7000-8000-000000000001';
		const doc = new Y.Doc();
		const fields = (): Y.Map<unknown> => doc.getMap('scenes').get(id) as Y.Map<unknown>;
		const text = (): Y.Text => fields().get('description') as Y.Text;
		const scene = { type: 'scene', id, title: 'a\0b\ud83d', description: 'a\0b\ud83d', order: 'a0' } as never;
		apply(doc, [{ op: 'put', record: scene }], personOrigin('me'));
		expect([fields().get('title'), text().toString()]).toEqual(['ab\ufffd', 'ab\ufffd']);
		text().insert(0, 'x\0');
		const seen = text().toString();
		apply(
			doc,
			[
				{
					op: 'patch',
					type: 'scene',
					id,
					fields: { title: 'c\0d', description: `${seen}!` },
					seen: { description: seen }
				}
			],
			personOrigin('me')
		);
		expect([fields().get('title'), text().toString()]).toEqual(['cd', 'xab\ufffd!']);
	});
});
