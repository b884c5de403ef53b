import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample } from '../../../tests/support/draws.ts';
import { league, rankIntervals, shrink } from './index.ts';

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

describe('the ranks that a place could have', () => {
	const made = shrink([
		{ value: 60, sd: 60, n: 900 },
		{ value: 20, sd: 60, n: 400 },
		{ value: 18, sd: 60, n: 400 },
		{ value: -40, sd: 60, n: 900 }
	])!;

	it('are one where answers tell places apart, and several where they do not', () => {
		expect(rankIntervals(made, 'high')).toEqual([
			{ from: 1, to: 1 },
			{ from: 2, to: 3 },
			{ from: 2, to: 3 },
			{ from: 4, to: 4 }
		]);
		expect(rankIntervals(made, 'low').map(({ from, to }) => [from, to])).toEqual([
			[4, 4],
			[2, 3],
			[2, 3],
			[1, 1]
		]);
		expect(rankIntervals(made, 'high')).toEqual(rankIntervals(made, 'high'));
	});

	it('are all of them where places differ by chance only', () => {
		const alike = shrink([1, 2, 3].map((value) => ({ value, sd: 60, n: 100 })))!;
		expect(rankIntervals(alike, 'high')).toEqual([1, 2, 3].map(() => ({ from: 1, to: 3 })));
	});

	it.each([6, 40])('hold the true rank of %i shops nine times of ten and more', (shops) => {
		const random = randomFrom(20261203 + shops);
		const TABLES = 60;
		let held = 0;
		for (let table = 0; table < TABLES; table++) {
			const all = Array.from({ length: shops }, (_, at) => {
				const truth = Math.max(-20, Math.min(60, 20 + 10 * normal(random)));
				const shift = (truth - 20) / 200;
				const n = Math.round(35 * (300 / 35) ** random());
				const scores = { 9: 0.45 + shift, 7: 0.3, 3: 0.25 - shift };
				return { id: `${at}`, truth, histogram: sample({ scores }, n, random) };
			});
			const made = league('nps', all)!;
			for (const { id, couldBe } of made.places) {
				const own = all[Number(id)]!.truth;
				const rank = 1 + all.filter(({ truth }) => truth > own).length;
				if (couldBe!.from <= rank && rank <= couldBe!.to) held += 1 / (TABLES * shops);
			}
		}
		printShares(`${shops} shops: the true rank lies within its interval in ${(100 * held).toFixed(1)} %`);
		expect(held).toBeGreaterThan(0.9);
	});
});
