import { describe, expect, it } from 'vitest';
import { seriesTime, tellingWording, wordedAlike, wordingText } from './series.ts';

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

describe('wordings that are alike', () => {
	it('in every language differ elsewhere', () => expect(wordedAlike(asked, [{ ...asked }])).toBe(true));
	it('in one language only do not', () => {
		expect(wordedAlike(asked, [{ ...asked, 'zh-CN': '别的' }])).toBe(false);
		expect(wordedAlike(asked, [{ en: asked.en }])).toBe(false);
		expect(wordedAlike(asked, [])).toBe(false);
	});
});

describe('when a wording was asked', () => {
	it.each([
		['2026-03-01', '2026-11-27', 'Mar 1 to Nov 27'],
		['2026-11-27', '2026-11-27', 'until Nov 27'],
		[null, '2026-11-27', 'until Nov 27'],
		['2026-11-27', null, 'since Nov 27'],
		[null, null, '']
	])('from %s until %s: %s', (since, until, text) => expect(seriesTime({ since, until })).toBe(text));
});
