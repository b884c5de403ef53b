import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { shortScope } from '#lib/slim-page.server.ts';

/** The style blocks of the respondent page. */
const styles = readdirSync(import.meta.dirname)
	.filter((name) => name.endsWith('.svelte'))
	.map((name) => {
		const source = readFileSync(join(import.meta.dirname, name), 'utf8');
		return [name, source.slice(source.indexOf('<style>')), source] as const;
	})
	.filter(([, , source]) => source.includes('<style>'));

describe.each(styles)('style of %s', (_name, css, source) => {
	it('grows with the default font of the browser', () => {
		expect(css.match(/font(?:-size)?:[^;{}]*?\d(?:px|pt)\b[^;{}]*/g) ?? []).toEqual([]);
	});

	it('makes no gap below a legend by the margin of the heading in it: WebKit drops that', () => {
		if (!/\blegend\b/.test(css)) return;
		const headings = [...css.matchAll(/(?:^|[\s,}])(?:h1|h2)[\s,{][^}]*}/g)].map(([rule]) => rule).join();
		expect(headings.match(/margin(?:-bottom)?:\s*[^;]+/g) ?? []).toEqual(['margin: 0']);
		expect(css).toMatch(/legend\s*{[^}]*padding:\s*0 0 \d/);
	});

	it('needs no :where, which Svelte scopes further parts of a selector with and Chrome 87 lacks', () => {
		const { code } = compile(source, { generate: 'server', runes: true }).js;
		expect(code).toContain('svelte-');
		expect(code.match(/[^{}]*:(?:where|is)\([^{}]*/g) ?? []).toEqual([]);
	});
});

it('scopes keep different names when they travel short', () => {
	const scopes = styles.map(
		([, , source]) => /svelte-[0-9a-z]+/.exec(compile(source, { generate: 'server' }).js.code)![0]
	);
	expect(new Set(scopes.map(shortScope)).size).toBe(styles.length);
});
