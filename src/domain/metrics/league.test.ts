import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample } from '../../../tests/support/draws.ts';
import { casesOf } from '../../../tests/support/statistics.ts';
import { league, score } from './index.ts';

describe('a league table', () => {
	it('ranks nobody below 30 answers and leaves out whom it may not show', () => {
		const made = league('nps', [
			{ id: 'few', histogram: { 10: 4 } },
			{ id: 'small', histogram: { 10: 28, 3: 1 } },
			{ id: 'low', histogram: { 10: 100, 3: 100 } },
			{ id: 'high', histogram: { 10: 150, 3: 50 } },
			{ id: 'none', histogram: {} }
		])!;
		expect(made.places.map(({ id, rank }) => [id, rank])).toEqual([
			['high', 1],
			['low', 2],
			['small', null]
		]);
		expect(made.places.map(({ value }) => value)).toEqual([50, 0, (100 * 27) / 29]);
	});

	it('has the least effort first, and equal places share a rank', () => {
		const made = league('ces-effort5', [
			{ id: 'c', histogram: { 4: 40, 5: 40 } },
			{ id: 'b', histogram: { 1: 40, 2: 40 } },
			{ id: 'a', histogram: { 1: 40, 2: 40 } }
		])!;
		expect(made.places.map(({ id, rank }) => [id, rank])).toEqual([
			['a', 1],
			['b', 1],
			['c', 3]
		]);
	});

	it('is none without anybody, or where all say the same', () => {
		expect(league('nps', [])).toBeNull();
		expect(
			league('nps', [
				{ id: 'a', histogram: { 10: 50 } },
				{ id: 'b', histogram: { 9: 50 } }
			])
		).toBeNull();
	});
});

const SHOPS = 40;
const sizes = (random: () => number) => Array.from({ length: SHOPS }, () => Math.round(5 * (300 / 5) ** random()));
/** Answers of a shop whose true NPS is this many points. */
const shop = (nps: number, n: number, random: () => number) => {
	const shift = (nps - 20) / 200;
	return sample({ scores: { 9: 0.45 + shift, 7: 0.3, 3: 0.25 - shift } }, n, random);
};
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const topFive = <T>(all: readonly T[], by: (one: T) => number): T[] =>
	[...all].sort((a, b) => by(b) - by(a)).slice(0, 5);

describe('40 shops of 5 to 300 answers', () => {
	it('all alike: the raw order is one of size', () => {
		const [given] = casesOf('league-table') as [{ top5_with_n_below_30: number; score_of_first: number }];
		const random = randomFrom(20261130);
		const TABLES = 200;
		let [small, first, spread, raw] = [0, 0, 0, 0];
		for (let table = 0; table < TABLES; table++) {
			const shops = sizes(random).map((n, at) => ({ id: `${at}`, n, histogram: shop(20, n, random) }));
			const value = (one: (typeof shops)[number]) => score('nps', one.histogram).value!;
			const top = topFive(shops, value);
			small += top.filter(({ n }) => n < 30).length / TABLES;
			first += value(top[0]!) / TABLES;
			const { places } = league('nps', shops)!;
			spread += Math.max(...places.map(({ estimate }) => Math.abs(estimate - 20))) / TABLES;
			raw += Math.max(...places.map((one) => Math.abs(one.value - 20))) / TABLES;
			expect(places.filter(({ rank }) => rank !== null).every(({ n }) => n >= 30)).toBe(true);
		}
		printShares(
			`all at +20: of the raw top five ${small.toFixed(2)} have n < 30, the first stands at ${first.toFixed(1)}; ` +
				`furthest from +20: raw ${raw.toFixed(1)}, estimate ${spread.toFixed(1)}`
		);
		expect(Math.abs(small - given.top5_with_n_below_30)).toBeLessThanOrEqual(0.2);
		expect(Math.abs(first - given.score_of_first)).toBeLessThanOrEqual(2);
		expect(spread).toBeLessThan(raw / 4);
	});

	it('with real differences (sd 10): the estimate finds more of the best and is nearer to the truth', () => {
		const random = randomFrom(20261202);
		const TABLES = 200;
		let [foundRaw, foundShrunk, errorRaw, errorShrunk] = [0, 0, 0, 0];
		for (let table = 0; table < TABLES; table++) {
			const shops = sizes(random).map((n, at) => {
				const truth = Math.max(-20, Math.min(60, 20 + 10 * normal(random)));
				return { id: `${at}`, truth, histogram: shop(truth, n, random) };
			});
			const best = new Set(topFive(shops, ({ truth }) => truth).map(({ id }) => id));
			const truthOf = new Map(shops.map(({ id, truth }) => [id, truth]));
			const { places } = league('nps', shops)!;
			const hits = (by: 'value' | 'estimate') =>
				topFive(places, (one) => one[by]).filter(({ id }) => best.has(id)).length;
			const error = (by: 'value' | 'estimate') =>
				Math.sqrt(places.reduce((sum, one) => sum + (one[by] - truthOf.get(one.id)!) ** 2, 0) / places.length);
			foundRaw += hits('value') / TABLES;
			foundShrunk += hits('estimate') / TABLES;
			errorRaw += error('value') / TABLES;
			errorShrunk += error('estimate') / TABLES;
		}
		printShares(
			`sd 10 between shops: of the true top five found ${foundRaw.toFixed(2)} raw, ${foundShrunk.toFixed(2)} by estimate; ` +
				`error ${errorRaw.toFixed(1)} raw, ${errorShrunk.toFixed(1)} by estimate`
		);
		expect(foundShrunk).toBeGreaterThan(foundRaw + 0.2);
		expect(errorShrunk).toBeLessThan(errorRaw / 1.8);
	});
});
