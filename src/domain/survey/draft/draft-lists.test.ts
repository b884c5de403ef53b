import { describe, expect, it } from 'vitest';
import { defaultContent, type SurveyContent } from '../content.ts';
import { questionKinds } from '../questions/all-questions.ts';
import { contentOf, draftOf, publishable, type SurveyDraft } from './draft.ts';
import { addItem, changesTo, deleteItem, hasPlace, moveItem, setItemFlag, textAt } from './draft-changes.ts';
import { compareDrafts } from './compare-drafts.ts';
import { itemsOf } from './draft-items.ts';

const content: SurveyContent = {
	...defaultContent('nps'),
	questions: [questionKinds.nps.defaults(), questionKinds['multiple-choice'].defaults()]
};
const draft = draftOf('Lists', content);
const ids = ({ questions }: SurveyDraft) => itemsOf(questions[1]!, 'options').map(({ id }) => id);

describe('a list in a draft', () => {
	it('reads as the content says', () => {
		expect(contentOf(draft)).toEqual(content);
		expect(publishable(draft)).toEqual({ ok: true, value: content });
		expect(changesTo(draft, content)).toEqual([]);
		expect(textAt(draft, { question: 'choices', item: { list: 'options', id: 'option-2' } }, 'en')).toBe(
			'Second option'
		);
	});

	it('has places for what is written in its items, as long as they are there', () => {
		expect(hasPlace(draft, { id: 'choices', field: 'options.option-1.en' })).toBe(true);
		expect(hasPlace(draft, { id: 'choices', field: 'options.option-9.en' })).toBe(false);
		expect(hasPlace(draft, { id: 'choices', field: 'options' })).toBe(false);
	});

	it('names only the fields that somebody changes', () => {
		const [added] = addItem(draft, 'choices', 'options', 'x7', { text: { en: 'Last' } });
		expect(Object.keys(added?.op === 'patch' ? added.fields : {}).sort()).toEqual([
			'options.x7.en',
			'options.x7.order'
		]);
		expect(addItem(draft, 'choices', 'options', 'option-1')).toEqual([]);
		expect(addItem(draft, 'gone', 'options', 'x7')).toEqual([]);
		expect(setItemFlag('choices', { list: 'options', id: 'option-1' }, 'other', true)).toEqual({
			op: 'patch',
			id: 'choices',
			fields: { 'options.option-1.other': true }
		});
		const [moved, ...more] = moveItem(draft, 'choices', { list: 'options', id: 'option-3' }, 0);
		expect(more).toEqual([]);
		expect(moved).toMatchObject({ op: 'patch', id: 'choices' });
		expect(moveItem(draft, 'choices', { list: 'options', id: 'option-3' }, 2)).toEqual([]);
		const gone = deleteItem('choices', { list: 'options', id: 'option-1' });
		expect(gone).toMatchObject({
			fields: { 'options.option-1.order': undefined, 'options.option-1.zh-CN': undefined }
		});
	});

	it('follows another content in as few fields as it takes', () => {
		const [nps, choices] = content.questions;
		const question = choices as Extract<typeof choices, { kind: 'multiple-choice' }>;
		const [first, second, third] = question.options;
		const renamed = {
			...content,
			questions: [nps!, { ...question, options: [{ ...first!, text: { en: 'A' } }, second!, third!] }]
		};
		expect(changesTo(draft, renamed)).toEqual([
			{ op: 'patch', id: 'choices', fields: { 'options.option-1.en': 'A', 'options.option-1.zh-CN': '' } }
		]);
		const fewer = { ...content, questions: [nps!, { ...question, options: [third!, second!] }] };
		const [change] = changesTo(draft, fewer);
		const fields = change?.op === 'patch' ? change.fields : {};
		expect(fields['options.option-1.order']).toBeUndefined();
		expect(Object.keys(fields)).toContain('options.option-1.order');
		expect(Object.keys(fields)).not.toContain('options.option-2.en');
	});

	it('says of a difference which item it is in, and of a place that it is another', () => {
		const [nps, choices] = content.questions;
		const question = choices as Extract<typeof choices, { kind: 'multiple-choice' }>;
		const other = draftOf('Lists', {
			...content,
			questions: [nps!, { ...question, options: [...question.options].reverse() }]
		});
		expect(ids(other)).toEqual(['option-3', 'option-2', 'option-1']);
		expect(compareDrafts(draft, other)).toMatchObject([
			{ what: 'changed', fields: ['options.option-1.order', 'options.option-3.order'] }
		]);
		expect(compareDrafts(draft, draftOf('Lists', content))).toEqual([]);
	});

	it('is not published with too few items, or with two that read the same', () => {
		const [nps, choices] = content.questions;
		const question = choices as Extract<typeof choices, { kind: 'multiple-choice' }>;
		const [first] = question.options;
		const issuesOf = (options: typeof question.options) => {
			const read = publishable(draftOf('Lists', { ...content, questions: [nps!, { ...question, options }] }));
			return read.ok ? [] : read.issues;
		};
		expect(issuesOf([first!])).toEqual([
			{ code: 'too_few_items', path: ['questions', 1, 'options'], params: { min: 2 } }
		]);
		expect(issuesOf([first!, { ...first!, id: 'again' }])).toMatchObject([
			{ code: 'same_item_twice', path: ['questions', 1, 'options', 1, 'text', 'en'] },
			{ code: 'same_item_twice', path: ['questions', 1, 'options', 1, 'text', 'zh-CN'] }
		]);
		expect(issuesOf([first!, { id: 'empty', text: { en: 'Only English' } }])).toEqual([
			{ code: 'missing_text', path: ['questions', 1, 'options', 1, 'text', 'zh-CN'] }
		]);
	});
});
