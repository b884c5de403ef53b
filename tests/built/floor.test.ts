import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'acorn';
import { describe, expect, it } from 'vitest';
import config from '../../vite.config.ts';
import { appFloor, calls, newer, respondentFloor, rules } from './newer.ts';

const output = resolve(import.meta.dirname, '../../.svelte-kit/output');
const client = join(output, 'client');

const files = (folder: string, end: string): [string, string][] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(end))
		.map((name) => [relative(output, join(folder, name)), readFileSync(join(folder, name), 'utf8')]);

/** Used only where it is there: the part of the code says `typeof … == "function"` before. */
const guarded: Readonly<Record<string, RegExp>> = {
	'Uint8Array.fromBase64': /typeof Uint8Array\.fromBase64\s*===?\s*[`"']function[`"']/,
	'crypto.randomUUID': /\.randomUUID\?\.|typeof [^;]*randomUUID/,
	startViewTransition: /document\.startViewTransition/
};

/** Also what stands in a frame of another website, and the script of that website. */
const respondent = [
	...files(join(client, '_app/immutable/workers'), '.js').filter(([name]) => /respondent|embedded/.test(name)),
	['client/embed.js', readFileSync(join(client, 'embed.js'), 'utf8')] as [string, string]
];
const app = files(join(client, '_app'), '.js').filter(([name]) => !respondent.some(([other]) => other === name));

describe('the oldest browsers that the built files serve', () => {
	it('finds the built files at all', () => {
		expect(respondent).toHaveLength(6);
		expect(app.length).toBeGreaterThan(20);
	});

	it('the work screens make no call that is newer than their floor', () => {
		const found = app.flatMap(([name, text]) =>
			newer(text, calls, appFloor)
				.filter((call) => !guarded[call]?.test(text))
				.map((call) => `${name}: ${call}`)
		);
		expect(found).toEqual([]);
	});

	it('nor has their style anything that is', () => {
		const styles = files(join(client, '_app'), '.css');
		expect(styles.length).toBeGreaterThan(3);
		expect(styles.flatMap(([name, text]) => newer(text, rules, appFloor).map((rule) => `${name}: ${rule}`))).toEqual(
			[]
		);
	});

	it('syntax is written for the same floor', () => {
		const { chrome, firefox, safari } = appFloor;
		expect(config.build?.target).toEqual([`chrome${chrome}`, `edge${chrome}`, `firefox${firefox}`, `safari${safari}`]);
	});

	it('the page says the same to older ones', () => {
		const script = readFileSync(join(client, 'oldest-browsers.js'), 'utf8');
		// For the browsers that are too old: it must run in them.
		expect(() => parse(script, { ecmaVersion: 5, sourceType: 'script' })).not.toThrow();
		expect(newer(script.replace(/'[^']*'/g, ''), calls, respondentFloor)).toEqual([]);
		for (const language of ['en', 'zh-CN']) {
			const words = JSON.parse(
				readFileSync(resolve(output, `../../messages/${language}/common.json`), 'utf8')
			) as Record<string, string>;
			const { chrome, firefox, safari } = appFloor;
			for (const version of [chrome, firefox, safari]) expect(words.common_old_browser).toContain(String(version));
		}
	});
});

describe('the oldest browsers that the respondent page serves', () => {
	it.each(respondent)('%s: no call and no syntax that Chrome 87 or Safari 14 lacks', (_name, text) => {
		expect(newer(text, calls, respondentFloor)).toEqual([]);
		// Logical assignments are the newest that both know.
		expect(() => parse(text, { ecmaVersion: 2021, sourceType: 'script' })).not.toThrow();
	});

	it('its style, which stands in the page, has no rule that they lack', () => {
		const styles = respondentParts().flatMap((text) =>
			[...text.matchAll(/hash:\s*["']svelte-\w+["'],\s*code:\s*("(?:[^"\\]|\\.)*")/g)].map(
				([, code]) => JSON.parse(code!) as string
			)
		);
		expect(styles.length).toBeGreaterThanOrEqual(4);
		expect(newer(styles.join('\n'), rules, respondentFloor)).toEqual([]);
	});
});

/** What the server draws respondents' pages with: parts of the work screens bring their own styles, too. */
function respondentParts(): string[] {
	const server = join(output, 'server');
	const list = JSON.parse(readFileSync(join(server, '.vite/manifest.json'), 'utf8')) as Record<
		string,
		{ file: string; imports?: string[] }
	>;
	const found = new Set(Object.keys(list).filter((key) => key.startsWith('src/routes/s/')));
	for (const key of found) for (const next of list[key]!.imports ?? []) found.add(next);
	return [...found].map((key) => readFileSync(join(server, list[key]!.file), 'utf8'));
}
