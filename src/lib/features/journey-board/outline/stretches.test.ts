import { describe, expect, test } from 'vitest';
import type { Item } from '#domain/journey/index.ts';
import { cut, heightOf, wordsOf } from './stretches.ts';

const card = (title: string): Item => ({ type: 'card', kind: 'note', id: title, title }) as unknown as Item;
const touchpoint = (title: string): Item => ({ type: 'touchpoint', id: title, title }) as unknown as Item;
const many = (n: number): Item[] => Array.from({ length: n }, (_, i) => card(`Card ${i}`));

describe('what of the outline is drawn together', () => {
	test('a usual cell is one part, a long one several, in order and with nothing left out', () => {
		expect(cut([])).toEqual([]);
		expect(cut(many(14))).toHaveLength(1);
		const items = many(1_000);
		const parts = cut(items);
		expect(parts.flat()).toEqual(items);
		expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(24);
	});

	test('its height before it was drawn: more for more cards, longer titles, numbers', () => {
		expect(heightOf([], true)).toBe(0);
		expect(heightOf(many(2), true)).toBe(2 * heightOf(many(1), true));
		expect(heightOf([card('x'.repeat(100))], true)).toBeGreaterThan(heightOf([card('x')], true));
		// Chinese is twice as wide.
		expect(heightOf([card('等'.repeat(30))], true)).toBeGreaterThan(heightOf([card('x'.repeat(30))], true));
		expect(heightOf([touchpoint('Counter')], false)).toBeGreaterThan(heightOf([card('Counter')], false));
		expect(heightOf([touchpoint('Counter')], true)).toBeGreaterThan(heightOf([touchpoint('Counter')], false));
	});

	test('its words are all titles, so that the browser finds them', () => {
		expect(wordsOf([card('Waits'), touchpoint('Counter 柜台')])).toBe('Waits\nCounter 柜台');
	});
});
