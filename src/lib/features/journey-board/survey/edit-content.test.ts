import { describe, expect, it } from 'vitest';
import { defaultContent, questionKinds, type SurveyContent } from '#domain/survey/index.ts';
import type { LocalText } from '#domain/shared/locale.ts';
import { askedBefore, problemAt, problemsOf, wouldBreak } from './edit-content.ts';

const content = defaultContent('nps');
/** The content with its first question worded anew. */
const worded = (text: LocalText, at = 0): SurveyContent => ({
	...content,
	questions: content.questions.map((question, i) =>
		i === at ? { ...question, text: { ...question.text, ...text } } : question
	)
});

describe('editing a survey', () => {
	it('leads to the field of a kind that the server refused', () => {
		const asking = { ...content, questions: [...content.questions, questionKinds.number.defaults()] };
		const issue = { code: 'wrong_way_round', path: ['questions', 2, 'max'] };
		expect(problemsOf([issue], asking)).toEqual([
			{ issue, place: { question: 'number' }, locale: null, setting: 'max' }
		]);
	});

	it('says which series a new unit ends', () => {
		const asking = (labels: SurveyContent['questions'][number]['labels']): SurveyContent => ({
			...content,
			questions: [...content.questions, { ...questionKinds.number.defaults(), labels }]
		});
		expect(wouldBreak(asking({ unit: { en: 'minutes' } }), asking({ unit: { en: 'hours' } }))).toEqual(['number']);
	});

	it('says which series a new wording ends: the measured question, not the comment', () => {
		expect(wouldBreak(content, content)).toEqual([]);
		expect(wouldBreak(content, worded({ en: 'Would you?' }))).toEqual(['nps']);
		expect(wouldBreak(content, worded({ en: 'Why?' }, 1))).toEqual([]);
		expect(wouldBreak(content, { ...content, thanks: { en: 'Bye' } })).toEqual([]);
		const [question, ...others] = content.questions;
		const labels = { ...question!.labels, low: { en: 'Never' } };
		expect(wouldBreak(content, { ...content, questions: [{ ...question!, labels }, ...others] })).toEqual(['nps']);
	});

	it('finds the text that the server refused', () => {
		const problems = problemsOf(
			[
				{ code: 'missing_text', path: ['questions', 0, 'labels', 'low', 'en'] },
				{ code: 'max_length', path: ['thanks', 'zh-CN'] },
				{ code: 'unknown_placeholder', path: ['questions', 1, 'text', 'en'] },
				{ code: 'nothing_measured', path: ['questions'] },
				{ code: 'missing_text', path: ['questions', 7, 'text', 'en'] }
			],
			content
		);
		expect(problemAt(problems, { question: 'nps', label: 'low' }, 'en')?.code).toBe('missing_text');
		expect(problemAt(problems, 'thanks', 'zh-CN')?.code).toBe('max_length');
		expect(problemAt(problems, { question: 'comment' }, 'en')?.code).toBe('unknown_placeholder');
		expect(problemAt(problems, 'thanks', 'en')).toBeUndefined();
		expect(problems.slice(3).map(({ place }) => place)).toEqual([null, null]);
	});

	it('quotes the wording that was asked, not the one just typed; where only one language changed, that one', () => {
		const old = content.questions[0]!.text;
		const english = worded({ en: 'Would you?' }).questions[0]!;
		expect(askedBefore(content, english, 'en')).toBe(old.en);
		expect(askedBefore(content, english, 'zh-CN')).toBe(old.en);
		const both = worded({ en: 'Would you?', 'zh-CN': '会吗？' }).questions[0]!;
		expect(askedBefore(content, both, 'zh-CN')).toBe(old['zh-CN']);
	});
});
