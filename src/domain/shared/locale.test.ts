import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './locale.ts';

describe('the language of a page', () => {
	it('is the chosen one, else the best of the browser’s, else the first there is', () => {
		const both = ['zh-CN', 'en'] as const;
		expect(chooseLanguage(both, 'en', ['zh-CN'])).toBe('en');
		expect(chooseLanguage(both, 'xx', ['zh-hans', 'en'])).toBe('zh-CN');
		expect(chooseLanguage(both, null, ['fr-FR', 'en-GB', 'zh'])).toBe('en');
		expect(chooseLanguage(both, null, ['fr'])).toBe('zh-CN');
		expect(chooseLanguage(both, null, [])).toBe('zh-CN');
		expect(chooseLanguage(['en'], 'zh-CN', ['zh-CN'])).toBe('en');
		expect(chooseLanguage(both, null, ['zh-tw', 'en'])).toBe('zh-CN');
		expect(chooseLanguage(both, '__proto__', ['*', ''])).toBe('zh-CN');
	});
});
