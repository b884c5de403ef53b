import { describe, expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import { askedBefore, issuesByText, keyOf, textAt, withText, wouldBreak } from './edit-content.ts';

describe('editing a survey', () => {
	const content = defaultContent('nps');

	it('replaces one text in one language and leaves the original alone', () => {
		const edited = withText(content, { question: 0 }, 'en', 'Would you?');
		expect(edited.questions[0]!.text.en).toBe('Would you?');
		expect(edited.questions[0]!.text['zh-CN']).toBe(content.questions[0]!.text['zh-CN']);
		expect(content.questions[0]!.text.en).not.toBe('Would you?');
	});

	it('takes an emptied language away', () => {
		expect(withText(content, { question: 0 }, 'en', '').questions[0]!.text).not.toHaveProperty('en');
	});

	it('says which series a new wording ends: the measured question, not the comment', () => {
		expect(wouldBreak(content, content)).toEqual([]);
		expect(wouldBreak(content, withText(content, { question: 0 }, 'en', 'Would you?'))).toEqual(['nps']);
		expect(wouldBreak(content, withText(content, { question: 1 }, 'en', 'Why?'))).toEqual([]);
	});

	it('reaches every text: labels of the scale, the thank-you', () => {
		const low = { question: 0, label: 'low' } as const;
		const edited = withText(withText(content, low, 'en', 'Never'), 'thanks', 'zh-CN', '多谢');
		expect(textAt(edited, low)).toEqual({ ...content.questions[0]!.labels.low, en: 'Never' });
		expect(edited.questions[0]!.labels.high).toEqual(content.questions[0]!.labels.high);
		expect(edited.thanks).toEqual({ ...content.thanks, 'zh-CN': '多谢' });
		expect(wouldBreak(content, withText(content, low, 'en', 'Never')), 'another scale').toEqual(['nps']);
		expect(wouldBreak(content, withText(content, 'thanks', 'en', 'Bye'))).toEqual([]);
	});

	it('finds the text that the server refused', () => {
		const issues = issuesByText([
			{ code: 'missing_text', path: ['questions', 0, 'labels', 'low', 'en'] },
			{ code: 'max_length', path: ['content', 'thanks', 'zh-CN'] },
			{ code: 'unknown_placeholder', path: ['questions', 1, 'text', 'en'] }
		]);
		expect(issues.get(keyOf({ question: 0, label: 'low' }, 'en'))?.code).toBe('missing_text');
		expect(issues.get(keyOf('thanks', 'zh-CN'))?.code).toBe('max_length');
		expect(issues.get(keyOf({ question: 1 }, 'en'))?.code).toBe('unknown_placeholder');
		expect(issues.get(keyOf('thanks', 'en'))).toBeUndefined();
	});

	it('quotes the wording that was asked, not the one just typed; where only one language changed, that one', () => {
		const old = content.questions[0]!.text;
		const english = withText(content, { question: 0 }, 'en', 'Would you?').questions[0]!;
		expect(askedBefore(content, english, 'en')).toBe(old.en);
		expect(askedBefore(content, english, 'zh-CN')).toBe(old.en);
		const both = withText(withText(content, { question: 0 }, 'en', 'Would you?'), { question: 0 }, 'zh-CN', '会吗？')
			.questions[0]!;
		expect(askedBefore(content, both, 'zh-CN')).toBe(old['zh-CN']);
	});
});
