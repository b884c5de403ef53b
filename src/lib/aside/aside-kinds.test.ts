import { describe, expect, it } from 'vitest';
import { documentKinds } from '#document/kinds/all-kinds.ts';
import { defaultContent, kindOf, questionKindNames, type Question } from '#domain/survey/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { draftOf, flatQuestion } from '#domain/survey/draft/index.ts';
import { asideKindOf, asideKinds, idOf } from './aside-kinds.ts';
import { writtenInDraftItems } from './draft-items.ts';

describe('edits that this device holds', () => {
	it('can be told of for every kind of document, and for no other', () => {
		expect(asideKinds.map(({ kind }) => kind)).toEqual(documentKinds);
		for (const { name } of documentKinds) expect(asideKindOf(`${name}/1`)?.kind.name).toBe(name);
		expect(asideKindOf('poem/1')).toBeUndefined();
		expect(idOf('survey-draft/1')).toBe('1');
	});

	it('of a survey are told in words, field by field and language by language', () => {
		const draft = draftOf('After the visit', defaultContent('nps'));
		const items = writtenInDraftItems({
			snapshot: draft,
			places: [
				{ type: 'survey', id: '', fields: ['title', 'thanks.zh-CN'] },
				{ type: 'question', id: 'nps', fields: ['text.en', 'labels.low.en', 'order'] },
				{ type: 'question', id: 'gone', fields: null }
			],
			gone: [{ ...flatQuestion(draft.questions[1]!, 'a0'), id: 'gone' }]
		});
		expect(items.map(({ badge, type, title }) => [badge, type, title])).toEqual([
			['Changed', 'Survey', 'After the visit'],
			['Changed', 'Question', draft.questions[0]!.text.en],
			['Deleted', 'Question', 'What is the main reason?']
		]);
		expect(items[0]!.rows).toEqual([
			{ label: 'Title', here: 'After the visit', there: null, typed: true },
			{ label: 'Thank-you after sending, Chinese', here: '您的回答已经收到。', there: null, typed: true }
		]);
		expect(items[1]!.rows.map(({ label, here, typed }) => [label, here, typed])).toEqual([
			['Question, English', draft.questions[0]!.text.en, true],
			['Lowest point of the scale, English', 'Not at all likely', true],
			['Order', 'place 1', false]
		]);
	});

	it.each(questionKindNames)('of a question for %s that was added have a name for each of its fields', (kind) => {
		const draft = draftOf('T', { ...defaultContent('nps'), questions: [kindOf(kind).defaults() as Question] });
		const id = draft.questions[0]!.id;
		const [item] = writtenInDraftItems({ snapshot: draft, places: [{ type: 'question', id, fields: null }], gone: [] });
		const rows = new Map(item!.rows.map(({ label, here }) => [label, here]));
		expect(rows.get('Kind')).toBe(m.kind_question({ kind }));
		for (const label of rows.keys()) expect(label).not.toMatch(/^(labels|kind_|[a-z])/);
		if (kind === 'number') expect(rows.get('Smallest answer')).toBe('0');
	});
});
