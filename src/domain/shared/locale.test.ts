import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './locale.ts';

describe('the language of a page', () => {
	const both = ['zh-CN', 'en'] as const;

	it('is the chosen one, else the best of the browser’s', () => {
		expect(chooseLanguage(both, 'en', ['zh-CN'])).toBe('en');
		expect(chooseLanguage(both, 'xx', ['zh-hans', 'en'])).toBe('zh-CN');
		expect(chooseLanguage(both, null, ['fr-FR', 'en-GB', 'zh'])).toBe('en');
		expect(chooseLanguage(both, null, ['fr', 'zh-hk'])).toBe('zh-CN');
		expect(chooseLanguage(['en'], 'zh-CN', ['zh-CN'])).toBe('en');
		expect(chooseLanguage(both, null, ['zh-tw', 'en'])).toBe('zh-CN');
	});

	it.each(['zh', 'zh-CN', 'zh-tw', 'zh-Hant-HK', 'zh-sg', 'yue-Hant-HK', 'cmn-hans', 'ZH'])(
		'is Chinese for %s',
		(tag) => {
			expect(chooseLanguage(both, null, [tag])).toBe('zh-CN');
			expect(chooseLanguage(['en', 'zh-CN'], null, ['de', tag, 'en'])).toBe('zh-CN');
		}
	);

	it.each(['de', 'fr-CH', 'ja', 'ko-KR', 'tlh', 'zu'])(
		'is English for %s, whatever a survey names first, where it has it',
		(tag) => {
			expect(chooseLanguage(both, null, [tag])).toBe('en');
			expect(chooseLanguage(both, tag, [])).toBe('en');
			expect(chooseLanguage(['zh-CN'], null, [tag])).toBe('zh-CN');
		}
	);

	it.each([[], ['*'], ['']])('is the first there is for who asks for none: %j', (...wanted) => {
		expect(chooseLanguage(both, null, wanted)).toBe('zh-CN');
		expect(chooseLanguage(['en', 'zh-CN'], null, wanted)).toBe('en');
		expect(chooseLanguage([], null, wanted)).toBe('en');
		expect(chooseLanguage(both, '__proto__', wanted)).toBe('zh-CN');
	});
});
