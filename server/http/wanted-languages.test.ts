import { expect, it } from 'vitest';
import { wantedLanguages } from './wanted-languages.ts';

it.each<[string | null | undefined, string[]]>([
	['zh-CN,zh;q=0.9,en;q=0.8', ['zh-cn', 'zh', 'en']],
	['en;q=0.3, zh-Hans-CN; q=0.9', ['zh-hans-cn', 'en']],
	['en;q=0.5,zh;q=0.5', ['en', 'zh']],
	['en;q=0, fr', ['fr']],
	['fr;q=1;x=y, en;Q=0.9', ['fr', 'en']],
	['', []],
	[null, []],
	[undefined, []],
	[',;q=,', []],
	['en;q=guess, zh', ['zh']]
])('%j asks for %j', (accept, tags) => {
	expect(wantedLanguages(accept)).toEqual(tags);
});

it('a header of any length is read as far as a browser’s would go', () => {
	expect(wantedLanguages('xx,'.repeat(100_000)).length).toBeLessThan(200);
});
