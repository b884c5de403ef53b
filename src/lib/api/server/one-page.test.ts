import { describe, expect, it } from 'vitest';
import { onePage } from './one-page.ts';

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const page = (query: { limit?: number; cursor?: string }) => {
	const { items: found, next } = onePage(items, query, (item) => item.id);
	return [found.map(({ id }) => id).join(''), next];
};

describe('a page of a whole list', () => {
	it('is all of it without a limit', () => {
		expect(page({})).toEqual(['abcde', null]);
		expect(page({ cursor: 'c' })).toEqual(['de', null]);
		expect(onePage([], { limit: 3 }, String)).toEqual({ items: [], next: null });
	});

	it('leads on until the end', () => {
		expect(page({ limit: 2 })).toEqual(['ab', 'b']);
		expect(page({ limit: 2, cursor: 'b' })).toEqual(['cd', 'd']);
		expect(page({ limit: 2, cursor: 'd' })).toEqual(['e', null]);
		expect(page({ limit: 5 })).toEqual(['abcde', null]);
		expect(page({ limit: 2, cursor: 'e' })).toEqual(['', null]);
	});

	it('refuses a cursor that is nowhere in the list', () => {
		expect(() => page({ cursor: 'x' })).toThrow(expect.objectContaining({ status: 400, code: 'cursor' }));
	});
});
