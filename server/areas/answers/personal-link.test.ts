import { expect, it } from 'vitest';
import { personalQuery, readPersonal } from './personal-link.ts';

const ID = '019acb7d-0000-7000-8000-000000000001';
const at = new Date('2026-03-02T09:00:00Z');
const later = (days: number) => new Date(at.getTime() + days * 24 * 60 * 60_000);
const text = personalQuery('secret', 'abc', ID, at).slice(2);

it('a personal link opens the one answer that it is for', () => {
	expect(text).toBe(personalQuery('secret', 'abc', ID, at).slice(2));
	expect(encodeURIComponent(text)).toBe(text);
	expect(readPersonal('secret', 'abc', text, later(29))).toEqual({ responseId: ID, ticket: text.slice(37) });
});

it('and ends after thirty days', () => {
	expect(readPersonal('secret', 'abc', text, later(31))).toBe('expired');
});

it('and is nothing for another survey, another answer, or when it was changed', () => {
	expect(readPersonal('secret', 'abd', text, at)).toBeNull();
	expect(readPersonal('other', 'abc', text, at)).toBeNull();
	expect(readPersonal('secret', 'abc', text.replace('0001.', '0002.'), at)).toBeNull();
	for (const bad of ['', '.', ID, `${ID}.`, `${ID}.x`, text.slice(0, -1)])
		expect(readPersonal('secret', 'abc', bad, at), bad).toBeNull();
});
