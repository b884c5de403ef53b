import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keepRules } from './kept-plurals.ts';

const registry = readFileSync(join(import.meta.dirname, '../../src/lib/paraglide/registry.js'), 'utf8');

interface Registry {
	plural(locale: string, input: unknown, options?: Intl.PluralRulesOptions): string;
}
const load = (code: string): Promise<Registry> =>
	import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) as Promise<Registry>;

describe('plural rules', () => {
	afterEach(() => vi.restoreAllMocks());

	test('are made once a language and options, and choose as before', async () => {
		const [kept, plain] = [await load(keepRules(registry)), await load(registry)];
		const made = vi.spyOn(Intl, 'PluralRules');
		const asked = [0, 1, 2, 5, 21, 1.5].flatMap((n) =>
			['en', 'zh-CN'].flatMap((locale) =>
				[undefined, {}, { type: 'ordinal' } as const].map((options) => [locale, n, options] as const)
			)
		);
		const chosen = asked.map((one) => kept.plural(...one));
		expect(made).toHaveBeenCalledTimes(6);
		expect(chosen).toEqual(asked.map((one) => plain.plural(...one)));
	});

	test('of a Paraglide that makes them otherwise end the build', () => {
		expect(() => keepRules('export function plural() {}')).toThrow('another way');
	});
});
