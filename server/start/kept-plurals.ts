import type { Plugin } from 'vite';

const MADE = 'new Intl.PluralRules(locale, options)';

/**
 * Paraglide 2.23 makes the rules of a language anew for every plural it writes (`plural` in its generated `registry.js`),
 * some 50 µs each; on a board thousands of sentences count something. Here they are made once a language and options.
 */
export function keptPlurals(): Plugin {
	return {
		name: 'wayfelt-kept-plurals',
		transform: {
			filter: { id: /\/paraglide\/registry\.js$/ },
			handler: (code) => ({ code: keepRules(code), map: null })
		}
	};
}

/**
 * @param code Paraglide's `registry.js`
 * @throws Error when it makes its rules in another way than the one that is known
 */
export function keepRules(code: string): string {
	if (!code.includes(MADE)) throw new Error('Paraglide makes its plural rules in another way: see kept-plurals.ts');
	return `${code.replace(MADE, 'keptRules(locale, options)')}
const rules = new Map();
function keptRules(locale, options) {
	const key = options ? locale + JSON.stringify(options) : locale;
	let kept = rules.get(key);
	if (!kept) rules.set(key, (kept = new Intl.PluralRules(locale, options)));
	return kept;
}
`;
}
