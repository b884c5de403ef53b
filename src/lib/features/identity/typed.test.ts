import type { Cookies } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { keepTyped, takeTyped } from './typed.server.ts';

const page = new URL('https://wayfelt.example.com/setup');

function jar() {
	const kept = new Map<string, { value: string; options: object }>();
	const cookies = {
		get: (name: string) => kept.get(name)?.value,
		set: (name: string, value: string, options: object) => kept.set(name, { value, options }),
		delete: (name: string) => kept.delete(name)
	} as unknown as Cookies;
	return { kept, cookies };
}

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
}

describe('what was typed before the language was switched', () => {
	it('is kept for one page, without the password', () => {
		const { cookies, kept } = jar();
		keepTyped(cookies, form({ name: '周宁', email: '', password: 'secret words', next: '/x', locale: 'en' }), page);
		const [one] = [...kept.values()];
		expect(one!.value).not.toContain('secret');
		expect(one!.options).toMatchObject({ path: '/setup', httpOnly: true, secure: true, sameSite: 'lax' });
		expect(takeTyped(cookies, page)).toEqual({ values: { name: '周宁' }, errors: {} });
		expect(takeTyped(cookies, page)).toBe(null);
	});

	it('makes no cookie when there is nothing, or more than one holds', () => {
		const { cookies, kept } = jar();
		keepTyped(cookies, form({ name: '', password: 'secret words' }), page);
		keepTyped(cookies, form({ name: '长'.repeat(2_000) }), page);
		expect(kept.size).toBe(0);
	});

	it.each(['no json', 'null', '"text"', '{"name":5,"password":"x","__proto__":{"email":"y"}}'])(
		'of a cookie that somebody wrote (%s) nothing strange is taken',
		(text) => {
			const { cookies } = jar();
			cookies.set('wayfelt_typed', text, { path: '/setup' });
			expect(takeTyped(cookies, page)?.values ?? {}).toEqual({});
		}
	);
});
