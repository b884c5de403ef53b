import { describe, expect, it } from 'vitest';
import { oneSided } from './one-sided.ts';

const rows = (touchpointId: string, scores: readonly number[]) => scores.map((score) => ({ touchpointId, score }));
const same = (score: number, n: number): number[] => Array.from({ length: n }, () => score);

describe('touchpoints whose number the file decides', () => {
	it('are those with one score only, in a file that has others', () =>
		expect(
			oneSided(
				[...rows('delay', same(2, 40)), ...rows('luggage', same(2, 30)), ...rows('trip', [...same(5, 30), 3])],
				3
			)
		).toEqual(['delay', 'luggage']));
	it('are none where a touchpoint got several scores', () =>
		expect(oneSided([...rows('a', [...same(2, 40), 3]), ...rows('b', same(5, 10))], 3)).toEqual([]));
	it('are none where few answers agree by chance', () =>
		expect(oneSided([...rows('a', same(5, 29)), ...rows('b', [1, 2, 3])], 4)).toEqual([]));
	it('are none where the whole file has one score', () =>
		expect(oneSided([...rows('a', same(5, 40)), ...rows('b', same(5, 40))], 1)).toEqual([]));
	it('are those of a file whose other scores are left out with the rows that name none', () =>
		expect(oneSided(rows('delay', same(2, 40)), 3)).toEqual(['delay']));
	it('are none without rows', () => expect(oneSided([], 0)).toEqual([]));
});
