import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, me, other, sync } from '../../../../tests/support/journey-documents.ts';
import { defaultContent, questionKinds, type SurveyContent } from '#domain/survey/index.ts';
import {
	addItem,
	changesTo,
	contentOf,
	deleteItem,
	deleteQuestion,
	draftOf,
	type DraftChange,
	itemsOf,
	moveItem,
	setItemFlag,
	type SurveyDraft,
	textAt,
	type TextPlace,
	writeText
} from '#domain/survey/draft/index.ts';
import { hearOverruled, type Overruled } from '../../core/overruled.ts';
import { personOrigin } from '../../core/transaction-origins.ts';
import { createUndo, type Undo } from '../../core/undo.ts';
import { surveyDraftKind } from './index.ts';

const content: SurveyContent = {
	...defaultContent('nps'),
	questions: [questionKinds.nps.defaults(), questionKinds['multiple-choice'].defaults()]
};
const seeded = surveyDraftKind.seed(draftOf('With a list', content));
const question = 'choices';
const option = (id: string) => ({ list: 'options', id });
const textOf = (id: string): TextPlace => ({ question, item: option(id) });
const read = (doc: Y.Doc): SurveyDraft => surveyDraftKind.read(doc);
const options = (draft: SurveyDraft) =>
	itemsOf(
		draft.questions.find(({ id }) => id === question)!,
		'options'
	);
const ids = (doc: Y.Doc): string[] => options(read(doc)).map(({ id }) => id);

function made(): Y.Doc {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, seeded);
	return doc;
}

function two(): [Y.Doc, Y.Doc] {
	const doc = made();
	return [doc, copyOf(doc)];
}

const writes = (doc: Y.Doc, id: string, locale: 'en' | 'zh-CN', text: string) => [
	writeText(textOf(id), locale, text, textAt(read(doc), textOf(id), locale))
];

describe('two people who edit a list at the same moment', () => {
	it('keep what each wrote in another option, or in another language of the same', () => {
		const [mine, theirs] = two();
		surveyDraftKind.apply(mine, writes(mine, 'option-1', 'en', 'Queue'), me);
		surveyDraftKind.apply(theirs, writes(theirs, 'option-1', 'zh-CN', '排队'), other);
		surveyDraftKind.apply(theirs, writes(theirs, 'option-2', 'en', 'Paying'), other);
		sync(mine, theirs);
		expect(options(read(mine)).slice(0, 2)).toMatchObject([
			{ text: { en: 'Queue', 'zh-CN': '排队' } },
			{ text: { en: 'Paying' } }
		]);
		expect(read(theirs)).toEqual(read(mine));
	});

	it('have added two, moved both, and neither loses what is said of an option', () => {
		const [mine, theirs] = two();
		surveyDraftKind.apply(mine, addItem(read(mine), question, 'options', 'mine1', { text: { en: 'Mine' } }), me);
		surveyDraftKind.apply(theirs, addItem(read(theirs), question, 'options', 'theirs1', { other: true }), other);
		surveyDraftKind.apply(mine, moveItem(read(mine), question, option('option-3'), 0), me);
		surveyDraftKind.apply(theirs, [setItemFlag(question, option('option-3'), 'exclusive', true)], other);
		sync(mine, theirs);
		expect(ids(mine)).toEqual(ids(theirs));
		expect(ids(mine)).toHaveLength(5);
		expect(options(read(mine))[0]).toMatchObject({ id: 'option-3', exclusive: true });
		expect(options(read(mine)).find(({ id }) => id === 'theirs1')?.other).toBe(true);
	});

	it('write the same text: the one that does not stand is heard of where it was written', () => {
		const [mine, theirs] = two();
		const heard: Overruled[] = [];
		const stops = [
			hearOverruled(surveyDraftKind, mine, me, (one) => heard.push(one)),
			hearOverruled(surveyDraftKind, theirs, other, (one) => heard.push(one))
		];
		surveyDraftKind.apply(mine, writes(mine, 'option-1', 'en', 'Queue'), me);
		surveyDraftKind.apply(theirs, writes(theirs, 'option-1', 'en', 'Waiting'), other);
		sync(mine, theirs);
		expect(heard).toMatchObject([{ id: question, field: 'options.option-1.en', seen: 'First option' }]);
		stops.forEach((stop) => stop());
	});

	it('do not bring back what the other deleted by writing in it, and the other can', () => {
		const [mine, theirs] = two();
		const undo = createUndo(surveyDraftKind, mine, me);
		surveyDraftKind.apply(mine, [deleteItem(question, option('option-2'))], me);
		surveyDraftKind.apply(theirs, writes(theirs, 'option-2', 'en', 'Late'), other);
		sync(mine, theirs);
		expect(ids(mine)).toEqual(['option-1', 'option-3']);
		expect(ids(theirs)).toEqual(['option-1', 'option-3']);
		expect(undo.undo()).toBe(true);
		expect(ids(mine)).toEqual(['option-1', 'option-2', 'option-3']);
		expect(options(read(mine))[1]!.text['zh-CN']).toBe('选项二');
		undo.destroy();
	});

	it('each take back their own and nothing of the other’s', () => {
		const [mine, theirs] = two();
		const undo = createUndo(surveyDraftKind, mine, me);
		surveyDraftKind.apply(mine, addItem(read(mine), question, 'options', 'mine1', { text: { en: 'Mine' } }), me);
		undo.stopCapturing();
		surveyDraftKind.apply(mine, writes(mine, 'option-1', 'en', 'Queue'), me);
		surveyDraftKind.apply(theirs, writes(theirs, 'option-2', 'en', 'Paying'), other);
		surveyDraftKind.apply(theirs, moveItem(read(theirs), question, option('option-3'), 0), other);
		sync(mine, theirs);
		undo.undo();
		undo.undo();
		expect(ids(mine)).toEqual(['option-3', 'option-1', 'option-2']);
		expect(options(read(mine)).map(({ text }) => text.en)).toEqual(['Third option', 'First option', 'Paying']);
		undo.destroy();
	});

	it('nothing of a list outlives its question', () => {
		const [mine, theirs] = two();
		surveyDraftKind.apply(mine, [deleteQuestion(question)], me);
		surveyDraftKind.apply(theirs, addItem(read(theirs), question, 'options', 'late'), other);
		sync(mine, theirs);
		expect(read(theirs).questions.map(({ id }) => id)).toEqual(['nps']);
		expect(read(theirs).quarantine).toEqual([]);
	});
});

it('a draft of before there were lists is upgraded, and says what it said', () => {
	const doc = made();
	surveyDraftKind.apply(doc, [deleteQuestion(question)], me);
	const before = read(doc);
	doc.getMap('document').set('schema', { survey: 1, question: 1 });
	expect(surveyDraftKind.upgrade(doc)).toEqual({ ok: true, changed: true });
	expect(doc.getMap('document').get('schema')).toEqual(surveyDraftKind.schema.current);
	expect(read(doc)).toEqual(before);
});

type Step = { readonly do: string; readonly who: number; readonly item: number; readonly at: number };
const step = fc.record({
	do: fc.constantFrom('add', 'delete', 'move', 'flag', 'write', 'discard', 'undo', 'redo', 'hear'),
	who: fc.nat({ max: 2 }),
	item: fc.nat({ max: 9 }),
	at: fc.nat({ max: 9 })
});

function edited(draft: SurveyDraft, { do: what, who, item, at }: Step, n: number): readonly DraftChange[] {
	const there = options(draft);
	const one = there.length === 0 ? null : option(there[item % there.length]!.id);
	if (what === 'add') return addItem(draft, question, 'options', `x${who}-${n}`, { text: { en: `New ${n}` } });
	if (what === 'discard') return changesTo(draft, content);
	if (one === null) return [];
	if (what === 'delete') return [deleteItem(question, one)];
	if (what === 'move') return moveItem(draft, question, one, at % there.length);
	if (what === 'flag') return [setItemFlag(question, one, at % 2 === 0 ? 'other' : 'exclusive', at < 5)];
	if (what !== 'write') return [];
	const place = textOf(one.id);
	return [writeText(place, at % 2 === 0 ? 'en' : 'zh-CN', `Text ${n}`, textAt(draft, place, 'en'))];
}

it('three people end with the same list, whatever they do and hear in whatever order', () => {
	const play = (script: readonly Step[]): void => {
		const people = [0, 1, 2].map((n): { doc: Y.Doc; undo: Undo } => {
			const doc = made();
			doc.clientID = 1000 + n;
			return { doc, undo: createUndo(surveyDraftKind, doc, personOrigin(String(n))) };
		});
		const observers = people.map(({ doc }) => surveyDraftKind.observe(doc, () => {}));
		script.forEach((one, n) => {
			const { doc, undo } = people[one.who]!;
			const { snapshot } = observers[one.who]!;
			if (one.do === 'hear')
				Y.applyUpdate(doc, Y.encodeStateAsUpdate(people[one.at % 3]!.doc, Y.encodeStateVector(doc)), 'wire');
			else if (one.do === 'undo' || one.do === 'redo') undo[one.do]();
			else {
				undo.stopCapturing();
				surveyDraftKind.apply(doc, edited(snapshot, one, n), personOrigin(String(one.who)));
				// Discarding ends at what is published, whatever stood there.
				if (one.do === 'discard') expect(contentOf(read(doc))).toEqual(content);
			}
			expect(observers[one.who]!.snapshot).toEqual(read(doc));
		});
		for (let round = 0; round < 2; round++) for (const to of people) for (const from of people) sync(to.doc, from.doc);
		for (const { snapshot } of observers) expect(snapshot).toEqual(observers[0]!.snapshot);
		observers.forEach((observer) => observer.stop());
		people.forEach(({ undo, doc }) => (undo.destroy(), doc.destroy()));
	};
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (script) => play(script)),
		{ numRuns: 80 }
	);
});
