import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { embedAttributes, embedSnippet, EmbedSettingsSchema, EMBED_DEFAULTS, readOrigin } from './embed.ts';

describe('the origin that somebody means', () => {
	it.each([
		['shop.example', 'https://shop.example'],
		['  HTTPS://Shop.Example/cart?x=1 ', 'https://shop.example'],
		['http://localhost:5173', 'http://localhost:5173'],
		['https://127.0.0.1:8443', 'https://127.0.0.1:8443'],
		['*.shop.example', 'https://*.shop.example'],
		['http://*.shop.example:8080/', 'http://*.shop.example:8080'],
		['https://shop.example:443', 'https://shop.example'],
		['商店.example', 'https://xn--3px93m.example']
	])('%s is %s', (typed, origin) => {
		if (typed.startsWith('商')) expect(readOrigin(typed)).toMatch(/^https:\/\/xn--[a-z0-9]+\.example$/);
		else expect(readOrigin(typed)).toBe(origin);
	});

	it.each(['', 'shop', '*', '*.com', 'https://*', 'ftp://shop.example', 'javascript:alert(1)', "shop.example 'self'"])(
		'%j is none',
		(typed) => expect(readOrigin(typed)).toBeNull()
	);

	it('cannot say more than one source to a browser', () => {
		for (const typed of [
			'a.example; script-src *',
			'a.example,b.example',
			'a.example\nb.example',
			'https://u:p@a.example'
		])
			expect(readOrigin(typed), typed).toBeNull();
	});
});

describe('the snippet', () => {
	it('says only what is not as usual', () => {
		expect(embedSnippet('https://ask.example', 'K7Q2M', EMBED_DEFAULTS)).toBe(
			'<script src="https://ask.example/embed.js" async data-code="K7Q2M" data-mode="slide" data-on="time 20"></script>'
		);
	});

	it('keeps what somebody typed inside its attributes', () => {
		const trigger = { on: 'click', selector: 'a[href="/x"] > b' } as const;
		expect(embedSnippet('https://ask.example', 'K', { ...EMBED_DEFAULTS, trigger })).toContain(
			'data-on="click a[href=&quot;/x&quot;] &gt; b"'
		);
	});

	it('a form on the page itself has its place where the script stands, and pauses for nobody', () => {
		const settings = { ...EMBED_DEFAULTS, mode: 'inline', trigger: { on: 'now' }, share: 10, pause: 5 } as const;
		expect(embedSnippet('https://ask.example', 'K', settings)).toBe(
			'<script src="https://ask.example/embed.js" data-code="K" data-mode="inline"></script>'
		);
	});

	it('a tab waits for its press alone', () => {
		const settings = { ...EMBED_DEFAULTS, mode: 'tab', label: 'Say it', side: 'left', language: 'en' } as const;
		expect(embedAttributes('K', settings).slice(2)).toEqual([
			['data-side', 'left'],
			['data-label', 'Say it'],
			['data-lang', 'en']
		]);
	});
});

it('settings name websites by their origins', () => {
	const read = v.parse(EmbedSettingsSchema, { ...EMBED_DEFAULTS, origins: ['Shop.example/cart'] });
	expect(read.origins).toEqual(['https://shop.example']);
	expect(v.safeParse(EmbedSettingsSchema, { ...EMBED_DEFAULTS, origins: ['no website'] }).success).toBe(false);
	// A comma parts patterns.
	expect(v.safeParse(EmbedSettingsSchema, { ...EMBED_DEFAULTS, only: ['/a,/b'] }).success).toBe(false);
});
