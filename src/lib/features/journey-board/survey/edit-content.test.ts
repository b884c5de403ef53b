import { describe, expect, it } from 'vitest';
import { defaultContent } from '#domain/survey/index.ts';
import { askedBefore, withText, wouldBreak } from './edit-content.ts';

describe('editing a survey', () => {
	const content = defaultContent('nps');

	it('replaces one text in one language and leaves the original alone', () => {
		const edited = withText(content, 0, 'en', 'Would you?');
		expect(edited.questions[0]!.text.en).toBe('Would you?');
		expect(edited.questions[0]!.text['zh-CN']).toBe(content.questions[0]!.text['zh-CN']);
		expect(content.questions[0]!.text.en).not.toBe('Would you?');
	});

	it('takes an emptied language away', () => {
		expect(withText(content, 0, 'en', '').questions[0]!.text).not.toHaveProperty('en');
	});

	it('says which series a new wording ends: the measured question, not the comment', () => {
		expect(wouldBreak(content, content)).toEqual([]);
		expect(wouldBreak(content, withText(content, 0, 'en', 'Would you?'))).toEqual(['nps']);
		expect(wouldBreak(content, withText(content, 1, 'en', 'Why?'))).toEqual([]);
	});

	it('quotes the wording that was asked, not the one just typed; where only one language changed, that one', () => {
		const old = content.questions[0]!.text;
		const english = withText(content, 0, 'en', 'Would you?').questions[0]!;
		expect(askedBefore(content, english, 'en')).toBe(old.en);
		expect(askedBefore(content, english, 'zh-CN')).toBe(old.en);
		const both = withText(withText(content, 0, 'en', 'Would you?'), 0, 'zh-CN', '会吗？').questions[0]!;
		expect(askedBefore(content, both, 'zh-CN')).toBe(old['zh-CN']);
	});
});
