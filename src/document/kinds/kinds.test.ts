import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import * as Y from 'yjs';
import { type Change, type JourneySnapshot, patch } from '#domain/journey/index.ts';
import { defaultContent } from '#domain/survey/index.ts';
import { draftOf, textAt, type TextPlace, writeText } from '#domain/survey/draft/index.ts';
import { Guarded } from '#server/collab/bytes/guarded.ts';
import { Known } from '#server/collab/bytes/metadata.ts';
import { readUpdate } from '#server/collab/bytes/read-update.ts';
import { readSetAside } from '#server/collab/compaction/read-set-aside.ts';
import { serveKind } from '#server/collab/index.ts';
import { pack } from '#server/documents/pack.ts';
import { copyOf, me, other, sync } from '../../../tests/support/journey-documents.ts';
import { retail } from '../../../tests/support/journey.ts';
import { noteKind, type NoteTypes } from '../../../tests/support/note-kind.ts';
import { aboutMap, isSeeded, schemaOf, schemaStatus } from '../core/about.ts';
import type { DocumentKind, KindTypes, OwnPresence } from '../core/kind.ts';
import { personOrigin } from '../core/transaction-origins.ts';
import { readStored } from '../core/read-stored.ts';
import { Touched } from '../core/touched.ts';
import { createUndo } from '../core/undo.ts';
import { documentKinds } from './all-kinds.ts';
import { journeyKind, type JourneyTypes } from './journey/index.ts';
import { surveyDraftKind, type SurveyDraftTypes } from './survey-draft/index.ts';

/** Content of a kind to try it with, and two edits of it at different places, or of different ends of a text. */
interface Sample<T extends KindTypes = KindTypes> {
	readonly kind: DocumentKind<T>;
	readonly snapshot: T['snapshot'];
	readonly mine: readonly T['change'][];
	readonly theirs: (now: T['snapshot']) => readonly T['change'][];
	/** What both edits leave to be seen. */
	readonly shows: (snapshot: T['snapshot']) => readonly [mine: unknown, theirs: unknown];
}

const start = retail();
const [first, second] = [start.touchpoints[0]!, start.touchpoints[1]!];
const titleIn = ({ touchpoints }: JourneySnapshot, id: string) => touchpoints.find((one) => one.id === id)!.title;
const journey: Sample<JourneyTypes> = {
	kind: journeyKind,
	snapshot: start,
	mine: [patch('touchpoint', first.id, { title: 'Mine' })],
	theirs: () => [patch('touchpoint', second.id, { title: 'Theirs' })],
	shows: (now) => [titleIn(now, first.id) === 'Mine', titleIn(now, second.id) === 'Theirs']
};
const asked: TextPlace = { question: 'nps' };
const survey = draftOf('After the visit', defaultContent('nps'));
const draft: Sample<SurveyDraftTypes> = {
	kind: surveyDraftKind,
	snapshot: survey,
	// The beginning and the end of one text.
	mine: [writeText(asked, 'en', `Mine: ${textAt(survey, asked, 'en')}`, textAt(survey, asked, 'en'))],
	theirs: (now) => [writeText(asked, 'en', `${textAt(now, asked, 'en')} Theirs`, textAt(now, asked, 'en'))],
	shows: (now) => [textAt(now, asked, 'en').startsWith('Mine'), textAt(now, asked, 'en').endsWith('Theirs')]
};
const note: Sample<NoteTypes> = {
	kind: noteKind,
	snapshot: { text: 'call them' },
	mine: [{ text: 'Mine: call them' }],
	theirs: ({ text }) => [{ text: `${text} – theirs` }],
	shows: ({ text }) => [text.startsWith('Mine'), text.endsWith('theirs')]
};
const samples: readonly Sample[] = [journey as Sample, draft as Sample, note as Sample];

it('every kind has a sample here', () => {
	const named = samples.map(({ kind }) => kind.name);
	expect(documentKinds.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
	expect(new Set(named).size).toBe(named.length);
});

describe.each(samples)('the kind $kind.name', ({ kind, snapshot, mine, theirs, shows }) => {
	function made(): Y.Doc {
		const doc = new Y.Doc();
		Y.applyUpdate(doc, kind.seed(snapshot));
		return doc;
	}

	const contentOf = (doc: Y.Doc) =>
		['document', ...Object.keys(kind.roots)].map((name) => [name, doc.getMap(name).toJSON()]);

	it('has an address and maps of its own', () => {
		expect(kind.name).toMatch(/^[a-z][a-z-]{0,31}$/);
		expect(Object.keys(kind.roots)).not.toContain('document');
		expect(Object.values(kind.schema.current).every((version) => Number.isInteger(version) && version > 0)).toBe(true);
	});

	it('seeds what can be read, the same each time, and in the present schema', () => {
		const [one, two] = [made(), made()];
		expect(isSeeded(one)).toBe(true);
		expect(schemaOf(one)).toEqual(kind.schema.current);
		expect(contentOf(one)).toEqual(contentOf(two));
		expect(kind.compare(kind.read(one), snapshot)).toEqual([]);
		expect(readStored(kind, kind.seed(snapshot))).toEqual(kind.read(one));
	});

	it('shows what was applied; two who write at once lose nothing', () => {
		const doc = made();
		const there = copyOf(doc);
		kind.apply(doc, mine, me);
		expect(shows(kind.read(doc))).toEqual([true, false]);
		kind.apply(there, theirs(kind.read(there)), other);
		sync(doc, there);
		expect(shows(kind.read(doc))).toEqual([true, true]);
		expect(kind.read(there)).toEqual(kind.read(doc));
	});

	it('observes each change once, and tells exactly where it was', () => {
		const doc = made();
		const told: unknown[] = [];
		const observer = kind.observe(doc, (now) => told.push(now));
		const before = observer.snapshot;
		expect(before).toEqual(kind.read(doc));
		const touched = new Touched(kind);
		doc.on('afterTransaction', (transaction: Y.Transaction) => touched.add(transaction));
		kind.apply(doc, [], me);
		expect([told, touched.places]).toEqual([[], []]);
		kind.apply(doc, mine, me);
		expect(told).toEqual([kind.read(doc)]);
		expect(observer.snapshot).toBe(told[0]);
		expect(kind.compare(observer.snapshot, before, touched.places)).toEqual(kind.compare(observer.snapshot, before));
		observer.stop();
		kind.apply(doc, theirs(kind.read(doc)), other);
		expect(told).toHaveLength(1);
	});

	it('finds a difference where there is one, and none elsewhere', () => {
		const doc = made();
		const before = kind.read(doc);
		kind.apply(doc, mine, me);
		expect(kind.compare(before, before)).toEqual([]);
		const differences = kind.compare(kind.read(doc), before);
		expect(differences).toHaveLength(1);
		expect(JSON.parse(JSON.stringify(differences))).toEqual(differences);
		expect(kind.compare(kind.read(doc), before, [])).toEqual([]);
	});

	it('leaves a document of the present schema alone, and recognises one that is too new', () => {
		const doc = made();
		const before = Y.encodeStateAsUpdate(doc);
		expect(kind.upgrade(doc)).toEqual({ ok: true, changed: false });
		expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
		expect(schemaStatus(doc, kind.schema.current)).toBe('current');
		const [sequence] = Object.keys(kind.schema.current);
		aboutMap(doc).set('schema', { ...kind.schema.current, [sequence!]: 99 });
		const later = Y.encodeStateAsUpdate(doc);
		expect(schemaStatus(doc, kind.schema.current)).toBe('too_new');
		expect(kind.upgrade(doc)).toMatchObject({ ok: false, reason: 'too_new' });
		expect(Y.encodeStateAsUpdate(doc)).toEqual(later);
	});

	it('takes back one’s own, and nobody else’s', () => {
		const doc = made();
		const undo = createUndo(kind, doc, me);
		kind.apply(doc, mine, me);
		kind.apply(doc, theirs(kind.read(doc)), other);
		expect(undo.undo()).toBe(true);
		expect(shows(kind.read(doc))).toEqual([false, true]);
		expect(undo.redo()).toBe(true);
		expect(shows(kind.read(doc))).toEqual([true, true]);
		undo.destroy();
	});

	it('ends the same for all, in whatever order they hear of each other, and whatever they take back', () => {
		const who = fc.nat({ max: 2 });
		const step = fc.tuple(fc.constantFrom('mine', 'theirs', 'undo', 'redo', 'hear'), who, who);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 25 }), (script) => {
				const first = made();
				const docs = [first, copyOf(first), copyOf(first)];
				const origins = docs.map((_, n) => personOrigin(String(n)));
				const undos = docs.map((doc, n) => createUndo(kind, doc, origins[n]!));
				for (const [what, n, from] of script) {
					const doc = docs[n]!;
					undos[n]!.stopCapturing();
					if (what === 'hear') sync(doc, docs[from]!);
					else if (what === 'undo' || what === 'redo') undos[n]![what]();
					else kind.apply(doc, what === 'mine' ? mine : theirs(kind.read(doc)), origins[n]!);
				}
				for (let round = 0; round < 2; round++) for (const a of docs) for (const b of docs) if (a !== b) sync(a, b);
				for (const doc of docs.slice(1)) expect(kind.read(doc)).toEqual(kind.read(first));
				undos.forEach((undo) => undo.destroy());
			}),
			{ numRuns: 15 }
		);
	});

	it('says what edits that were set aside would change', () => {
		const doc = made();
		const state = Y.encodeStateAsUpdate(doc);
		const before = Y.encodeStateVector(doc);
		kind.apply(doc, mine, me);
		const rows = [{ node: 0, seq: 1, ...pack([{ update: state, author: '' }]) }];
		const setAside = [pack([{ update: Y.encodeStateAsUpdate(doc, before), author: 'me' }])];
		const [read] = readSetAside(kind, { snapshot: null, rows, setAside });
		expect(read).toEqual({ whole: true, changes: kind.compare(kind.read(doc), readStored(kind, state)) });
		expect(read!.changes).toHaveLength(1);
	});

	it('lets people write in its maps, and nowhere else', () => {
		const { roots } = serveKind(kind, { authorize: async () => ({ refused: 'forbidden' }) });
		const stored = made();
		const state = Y.encodeStateAsUpdate(stored);
		const refuses = (work: (doc: Y.Doc) => void): boolean => {
			const doc = copyOf(stored);
			const before = Y.encodeStateVector(doc);
			work(doc);
			const update = Y.encodeStateAsUpdate(doc, before);
			const known = new Known();
			known.add(readUpdate(state), '');
			const guarded = new Guarded(roots);
			guarded.learn(state);
			return guarded.refuses(update, readUpdate(update, roots), known);
		};
		expect(refuses((doc) => kind.apply(doc, mine, me))).toBe(false);
		expect(refuses((doc) => doc.getMap('elsewhere').set('a', 1))).toBe(true);
		expect(refuses((doc) => doc.getText('text').insert(0, 'x'))).toBe(true);
		expect(refuses((doc) => aboutMap(doc).set('schema', {}))).toBe(true);
		expect(refuses((doc) => aboutMap(doc).delete('schema'))).toBe(true);
		for (const name of Object.keys(kind.roots))
			expect(
				refuses((doc) => doc.getArray(name).push(['x'])),
				name
			).toBe(true);
	});

	it('reads whatever somebody put where its own belongs', () => {
		const doc = new Y.Doc();
		for (const name of Object.keys(kind.roots))
			for (const value of [null, 7, 'x', [1], {}, new Y.Text('x'), new Y.Array(), new Y.Map()])
				doc.getMap(name).set(`${String(value)} ${typeof value}`, value);
		expect(() => kind.read(doc)).not.toThrow();
		expect(() => kind.observe(doc, () => {}).stop()).not.toThrow();
		for (const state of [null, 7, 'x', []]) expect(() => kind.presence.read(state)).not.toThrow();
	});
});

it('a kind’s types hold it together', () => {
	expectTypeOf(journeyKind).toEqualTypeOf<DocumentKind<JourneyTypes>>();
	expectTypeOf(journeyKind).toExtend<DocumentKind>();
	expectTypeOf(journeyKind.read).returns.toEqualTypeOf<JourneySnapshot>();
	expectTypeOf(journeyKind.apply).parameter(1).toEqualTypeOf<readonly Change[]>();
	expectTypeOf(noteKind.apply).parameter(1).toEqualTypeOf<readonly { readonly text: string }[]>();
	expectTypeOf(noteKind.roots.note!.type).toEqualTypeOf<'note'>();
	expectTypeOf<OwnPresence<NoteTypes>>().toEqualTypeOf<{ readonly line?: number }>();
	expectTypeOf(readStored(noteKind, noteKind.seed({ text: '' }))).toEqualTypeOf<{ readonly text: string }>();
});
