import { describe, expect, it } from 'vitest';
import { groupsOf } from './groups.ts';

const scenes = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('groupsOf', () => {
	it('keeps a map on one sheet where its columns can be read there', () => {
		expect(groupsOf(scenes(4), 4)).toEqual([[0, 1, 2, 3]]);
		expect(groupsOf([], 4)).toEqual([]);
	});

	it.each([5, 7, 9, 13, 60])('shares %d columns evenly, in order, none lost, none too many', (n) => {
		const groups = groupsOf(scenes(n), 4);
		expect(groups.flat()).toEqual(scenes(n));
		expect(groups.length).toBe(Math.ceil(n / 4));
		const sizes = groups.map((group) => group.length);
		expect(Math.max(...sizes)).toBeLessThanOrEqual(4);
		expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
	});
});
