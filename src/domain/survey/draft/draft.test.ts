import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locales } from '../../shared/locale.ts';
import { isOrderKey } from '../../shared/order.ts';
import { askKinds, defaultContent, readContent, type SurveyContent } from '../content.ts';
import { questionKindNames, kindOf } from '../questions/all-questions.ts';
import { compareDrafts, rankOf, writtenInDraft } from './compare-drafts.ts';
import {
	addQuestion,
	changesTo,
	deleteQuestion,
	fieldAt,
	hasPlace,
	moveQuestion,
	textAt,
	type DraftChange,
	type TextPlace
} from './draft-changes.ts';
import { assembleDraft, contentOf, draftOf, flatQuestion, publishable, type SurveyDraft } from './draft.ts';

const survey = draftOf('After the visit', defaultContent('nps'));

/** The draft after the changes, without a document. */
function after(draft: SurveyDraft, changes: readonly DraftChange[]): SurveyDraft {
	const flat = new Map(draft.questions.map((one) => [one.id, flatQuestion(one, one.order) as Record<string, unknown>]));
	let { title, languages, thanks } = draft;
	for (const change of changes) {
		if (change.op === 'delete') flat.delete(change.id);
		else if (change.op === 'put') flat.set(change.record.id, change.record);
		else if (change.op === 'patch') flat.set(change.id, { ...flat.get(change.id), ...change.fields });
		else {
			if (change.fields.title !== undefined) title = String(change.fields.title);
			if (change.fields.languages !== undefined) languages = change.fields.languages as typeof languages;
			const written = locales.map((locale) => [locale, change.fields[`thanks.${locale}`] ?? thanks[locale] ?? '']);
			thanks = Object.fromEntries(written.filter(([, text]) => text !== ''));
		}
	}
	return assembleDraft({ title, languages, thanks }, flat.values() as never, []);
}

const localText = fc
	.tuple(fc.constantFrom('', 'Warum?', 'Why?'), fc.constantFrom('', '为什么？', '谢谢'))
	.map(([en, zh]) => ({ ...(en && { en }), ...(zh && { 'zh-CN': zh }) }));
const anyContent: fc.Arbitrary<SurveyContent> = fc
	.tuple(
		fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'nps', 'comment'), fc.constantFrom(...questionKindNames)), {
			minLength: 1,
			selector: ([id]) => id
		}),
		localText,
		fc.boolean(),
		fc.constantFrom(['en'], ['zh-CN', 'en'])
	)
	.map(([questions, text, required, languages]) => ({
		...defaultContent('csat'),
		languages: languages as SurveyContent['languages'],
		thanks: text,
		questions: questions.map(([id, kind]) => ({ ...kindOf(kind).defaults(), id, kind, text, required })) as never
	}));

describe.each(questionKindNames)('a question for %s that is added', (kind) => {
	const added = (draft: SurveyDraft, taken?: readonly string[]) => addQuestion(draft, kind, taken);

	it('is the last, as its kind makes it, and can be published', () => {
		const { id, change } = added(survey);
		const draft = after(survey, [change]);
		expect(contentOf(draft).questions.at(-1)).toEqual({ ...kindOf(kind).defaults(), id });
		expect(after(draft, [deleteQuestion(id)])).toEqual(survey);
		if (kind !== 'nps') expect(publishable(draft).ok).toBe(true);
	});

	it('goes by an id of its own, which no earlier version has given away', () => {
		const { defaultId } = kindOf(kind);
		const empty = { ...survey, questions: [] };
		expect(added(empty).id).toBe(defaultId);
		expect(added(empty, [defaultId]).id).toBe(`${defaultId}-2`);
		const twice = after(after(empty, [added(empty).change]), [added(empty, [defaultId]).change]);
		expect(added(twice).id).toBe(`${defaultId}-3`);
	});
});

describe('a survey’s draft', () => {
	it.each(askKinds)('says what the content of kind %s says, and can be published', (kind) => {
		const content = defaultContent(kind);
		expect(contentOf(draftOf('Any', content))).toEqual(content);
		expect(publishable(draftOf('Any', content))).toEqual({ ok: true, value: content });
	});

	it('becomes any other content, and nothing is written where it is that already', () => {
		fc.assert(
			fc.property(anyContent, anyContent, (from, to) => {
				const draft = draftOf('Title', from);
				const changed = after(draft, changesTo(draft, to));
				expect(contentOf(changed)).toEqual(to);
				expect(changed.title).toBe('Title');
				expect(changesTo(changed, to)).toEqual([]);
				expect(compareDrafts(changed, draftOf('Title', to))).toEqual([]);
			})
		);
	});

	it('shows respondents no space around a text, and nothing where nothing can be seen', () => {
		const draft = { ...survey, thanks: { en: ' Thank you. ', 'zh-CN': '\u200b ' } };
		expect(contentOf(draft).thanks).toEqual({ en: 'Thank you.' });
		expect(readContent(contentOf(draft))).toMatchObject({ ok: true, value: contentOf(draft) });
	});

	it('has its questions moved, one write each', () => {
		const moved = after(survey, moveQuestion(survey, 'comment', 0));
		expect(moved.questions.map(({ id }) => id)).toEqual(['comment', 'nps']);
		expect(moved.questions.every(({ order }) => isOrderKey(order))).toBe(true);
		expect(moveQuestion(survey, 'comment', 0)).toHaveLength(1);
		expect(moveQuestion(survey, 'nps', 0)).toEqual([]);
		expect(moveQuestion(survey, 'gone', 0)).toEqual([]);
		expect(compareDrafts(moved, survey).map(({ here, fields }) => [here!.id, fields])).toEqual([
			['comment', ['order']],
			['nps', ['order']]
		]);
		expect(rankOf(moved, 'comment')).toBe(0);
	});

	it('names all that stops it from being published: missing, too long, of a newer program', () => {
		const nps: TextPlace = { question: 'nps' };
		const [question, comment] = survey.questions;
		const long = { ...survey, questions: [{ ...question!, text: { ...question!.text, en: 'x'.repeat(1001) } }] };
		expect(publishable(long)).toMatchObject({
			ok: false,
			issues: [{ code: 'max_length', path: ['questions', 0, 'text', 'en'] }]
		});
		const missing = { ...survey, questions: [{ ...question!, text: { en: ' ' } }, comment!] };
		expect(publishable(missing)).toMatchObject({
			issues: [{ path: ['questions', 0, 'text', 'zh-CN'] }, { path: ['questions', 0, 'text', 'en'] }]
		});
		expect(publishable({ ...survey, questions: [] }).ok).toBe(false);
		const strange = { type: 'question', id: 'x', issues: [], raw: {} };
		expect(publishable({ ...survey, quarantine: [strange] })).toMatchObject({ issues: [{ code: 'content_too_new' }] });
		expect(textAt(survey, nps, 'en')).toBe(question!.text.en);
		expect(fieldAt({ question: 'nps', label: 'low' }, 'zh-CN')).toEqual({ id: 'nps', field: 'labels.low.zh-CN' });
	});

	it('keeps what is no question of this program out of sight', () => {
		const order = survey.questions[0]!.order;
		const nameless = { ...flatQuestion(survey.questions[0]!, order), id: 'No Name' };
		expect(assembleDraft(survey, [nameless], []).quarantine).toMatchObject([{ id: 'No Name' }]);
	});

	it('tells what was written in it, where there is nothing to compare with', () => {
		const gone = flatQuestion(survey.questions[1]!, 'a0');
		const without = { ...survey, questions: survey.questions.slice(0, 1) };
		const places = [
			{ type: 'survey' as const, id: '', fields: ['title'] },
			{ type: 'question' as const, id: 'nps', fields: ['text.en'] },
			{ type: 'question' as const, id: 'comment', fields: null },
			{ type: 'question' as const, id: 'other', fields: ['text.en'] }
		];
		expect(writtenInDraft(without, places, [gone]).map(({ what, id, fields }) => [what, id, fields])).toEqual([
			['changed', '', ['title']],
			['changed', 'nps', ['text.en']],
			['deleted', 'comment', []]
		]);
		expect(writtenInDraft(survey, null)).toHaveLength(3);
	});
});

describe('the place of what somebody writes', () => {
	const draft = after(survey, [addQuestion(survey, 'number').change]);
	const own = ['text.en', 'text.zh-CN', 'labels.unit.en', 'labels.unit.zh-CN', 'decimals', 'min', 'max', 'required'];

	it('is every field of a question that is there, and of the survey itself', () => {
		for (const field of own) expect(hasPlace(draft, { id: 'number', field })).toBe(true);
		for (const field of ['title', 'thanks.en']) expect(hasPlace(draft, { id: '', field })).toBe(true);
	});

	it('has gone with its question, and with the kind that has such a field', () => {
		const without = after(draft, [deleteQuestion('number')]);
		for (const field of own) expect(hasPlace(without, { id: 'number', field })).toBe(false);
		const { order } = draft.questions.find(({ id }) => id === 'number')!;
		const record = flatQuestion({ ...kindOf('comment').defaults(), id: 'number' } as never, order);
		const other = after(draft, [{ op: 'put', record }]);
		expect(own.filter((field) => hasPlace(other, { id: 'number', field }))).toEqual([
			'text.en',
			'text.zh-CN',
			'required'
		]);
	});
});
