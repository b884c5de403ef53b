import * as Y from 'yjs';
import { afterEach, expect, it } from 'vitest';
import { hearOverruled } from '#document/core/overruled.ts';
import { personOrigin } from '#document/core/transaction-origins.ts';
import { surveyDraftKind } from '#document/kinds/survey-draft/index.ts';
import { draftOf, type Field, shortTextAt, writeField } from '#domain/survey/draft/index.ts';
import { defaultContent } from '#domain/survey/index.ts';
import { overruledIn, writeShort } from './short-texts.ts';

const seed = surveyDraftKind.seed(draftOf('Visit', defaultContent('nps')));
const title: Field = { id: '', field: 'title' };
const low: Field = { id: 'nps', field: 'labels.low.en' };
/** Of these two: nobody has written it before. */
const placeholder: Field = { id: 'comment', field: 'labels.placeholder.en' };

const docs: Y.Doc[] = [];
afterEach(() => docs.splice(0).forEach((doc) => doc.destroy()));

/** Somebody's copy. Of two values that are written at the same moment, that of the larger client id stands. */
function person(client: number) {
	const doc = new Y.Doc();
	docs.push(doc);
	doc.clientID = client;
	Y.applyUpdate(doc, seed);
	const origin = personOrigin(String(client));
	const back: { text: string; why: string | undefined; about: string | undefined }[] = [];
	const board = {
		giveBack: (text: string, why?: string, about?: string) => void (text.trim() && back.push({ text, why, about }))
	};
	const draft = {
		id: 'survey',
		canEdit: true,
		get snapshot() {
			return surveyDraftKind.read(doc);
		},
		checkpoint: () => {},
		write: (changes: Parameters<typeof surveyDraftKind.apply>[1]) => surveyDraftKind.apply(doc, changes, origin)
	};
	const heard: Parameters<typeof overruledIn>[2][] = [];
	hearOverruled(surveyDraftKind, doc, origin, (one) => heard.push(one));
	return {
		doc,
		draft,
		back,
		says: (at: Field) => shortTextAt(draft.snapshot, at),
		writes: (at: Field, text: string, seen: string) => writeShort(board, draft, at, text, seen),
		hears: () => heard.splice(0).forEach((one) => overruledIn(board, draft, one))
	};
}
type Person = ReturnType<typeof person>;

function meet(...all: readonly Person[]): void {
	for (let round = 0; round < 2; round++) {
		const updates = all.map(({ doc }) => Y.encodeStateAsUpdate(doc));
		for (const { doc } of all) for (const update of updates) Y.applyUpdate(doc, update);
		for (const one of all) one.hears();
	}
	for (const { doc } of all) Y.applyUpdate(doc, Y.encodeStateAsUpdate(all[0]!.doc));
}

it.each([
	['the title', title],
	['the name of an end of the scale', low]
])('%s: what two wrote at the same moment stands where both can', (_, at) => {
	const [ada, zoe] = [person(1), person(2)];
	const seen = ada.says(at);
	ada.writes(at, `Honestly ${seen}`, seen);
	zoe.writes(at, `${seen} today`, seen);
	meet(ada, zoe);
	expect(ada.says(at)).toBe(`Honestly ${seen} today`);
	expect(zoe.says(at)).toBe(ada.says(at));
	expect([...ada.back, ...zoe.back]).toEqual([]);
});

it.each([
	['the title', title],
	['the name of an end of the scale', low],
	['a text that was not written yet', placeholder]
])('%s: where one gives way, who wrote it gets it back', (_, at) => {
	const [ada, zoe] = [person(1), person(2)];
	const seen = ada.says(at);
	ada.writes(at, 'Mine', seen);
	zoe.writes(at, 'Hers', seen);
	meet(ada, zoe);
	expect(ada.says(at)).toBe('Hers');
	expect(ada.back).toMatchObject([{ text: 'Mine', why: 'survey-overruled' }]);
	expect(zoe.back).toEqual([]);
});

it('what somebody wrote while this person did stands too, or is given back', () => {
	const one = person(1);
	one.draft.write([writeField(title, 'The Visit', 'Visit')]);
	expect(one.writes(title, 'Visit in May', 'Visit')).toBe('The Visit in May');
	expect(one.says(title)).toBe('The Visit in May');
	expect(one.writes(title, 'Spring', 'Visit')).toBe('Spring');
	expect(one.says(title)).toBe('Spring');
	expect(one.back).toMatchObject([{ text: 'The Visit in May', why: 'survey-replaced' }]);
});

it('nothing is put into a question that is gone', () => {
	const [ada, zoe] = [person(1), person(2)];
	const seen = ada.says(low);
	ada.writes(low, 'Mine', seen);
	zoe.writes(low, 'Hers', seen);
	Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(zoe.doc));
	ada.draft.write([{ op: 'delete', id: 'nps' }]);
	ada.hears();
	expect(ada.back).toEqual([]);
});
