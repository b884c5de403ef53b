import { describe, expect, it } from 'vitest';
import { tellingWording, wordingText } from './series.ts';

const asked = { en: 'How was {touchpoint}?', 'zh-CN': '{touchpoint}怎么样？' };

describe('a question in results', () => {
	it('names the touchpoint, as customers read it', () =>
		expect(wordingText(asked, 'Check-in')).toBe('How was Check-in?'));
	it('of several touchpoints names none', () => expect(wordingText(asked, null)).toBe('How was this experience?'));
	it('without a text in the reader’s language is read in another', () =>
		expect(wordingText({ 'zh-CN': '{touchpoint}怎么样？' }, '值机')).toBe('值机怎么样？'));
});

describe('a wording beside another', () => {
	it('names the touchpoint', () =>
		expect(tellingWording(asked, [{ en: 'How easy was {touchpoint}?' }], 'Check-in')).toBe('How was Check-in?'));
	it('is read in the language that differs', () =>
		expect(tellingWording(asked, [{ ...asked, 'zh-CN': '{touchpoint}如何？' }], '值机')).toBe('值机怎么样？'));
});
