import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printShares, randomFrom } from '../../../tests/support/draws.ts';
import { NONE, type DriverPairs } from './driver-pairs.ts';
import { placeOf, performanceOf } from './driver-places.ts';
import { drivers } from './drivers.ts';
import { eigen, relativeWeights } from './relative-weights.ts';

interface Case {
	readonly name: string;
	readonly outcome: readonly number[];
	readonly scores: readonly (readonly number[])[];
	readonly own: readonly number[];
	readonly weights: readonly number[];
	readonly coefficients: readonly number[];
	readonly r2: number;
	readonly adjusted: number;
}
const { cases } = JSON.parse(
	readFileSync(new URL('../../../tests/fixtures/drivers.json', import.meta.url), 'utf8')
) as { cases: Case[] };

const pairsOf = (outcome: readonly number[], scores: readonly (readonly number[])[]): DriverPairs => ({
	outcome: Int8Array.from(outcome),
	scores: Int8Array.from(scores.flat()),
	measures: scores[0]!.length
});

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const rounded = (value: number, min: number, max: number) =>
	Math.min(max, Math.max(min, Math.round(((value + 2) / 4) * (max - min) + min)));

/** People with one thing in common, whose outcome follows what they say. */
function people(n: number, pulls: readonly number[], seed: number, common = 0.4): DriverPairs {
	const random = randomFrom(seed);
	const rows = Array.from({ length: n }, () => {
		const shared = normal(random);
		const felt = pulls.map(() => common * shared + Math.sqrt(1 - common * common) * normal(random));
		const outcome = felt.reduce((sum, one, at) => sum + one * pulls[at]!, 0.7 * normal(random));
		return { outcome: rounded(outcome, 0, 10), scores: felt.map((one) => rounded(one, 1, 5)) };
	});
	return pairsOf(
		rows.map(({ outcome }) => outcome),
		rows.map(({ scores }) => scores)
	);
}

describe('relative weights', () => {
	it.each(cases)('agree with the singular value decomposition: $name', (one) => {
		const found = drivers(pairsOf(one.outcome, one.scores), 50);
		const { n, r2, adjusted, measures } = found.together!;
		expect(n).toBe(one.outcome.length);
		expect(measures).toBe(one.own.length);
		expect(r2.value).toBeCloseTo(one.r2, 9);
		expect(adjusted).toBeCloseTo(one.adjusted, 9);
		found.drivers.forEach((driver, at) => {
			expect(driver).toMatchObject({ pairs: one.outcome.length, state: 'shown', beside: 'in' });
			expect(driver.own!.value).toBeCloseTo(one.own[at]!, 9);
			expect(driver.coefficient!.value).toBeCloseTo(one.coefficients[at]!, 9);
			expect(driver.share!.value * r2.value).toBeCloseTo(one.weights[at]!, 9);
		});
		expect(found.drivers.reduce((sum, { share }) => sum + share!.value, 0)).toBeCloseTo(1, 12);
	});

	it('are the squared correlations where measures go with nothing but the outcome', () => {
		const { weights, r2, coefficients } = relativeWeights([1, 0, 0, 1], [0.6, -0.3]);
		expect([...weights].map((weight) => weight.toFixed(12))).toEqual(['0.360000000000', '0.090000000000']);
		expect(r2).toBeCloseTo(0.45, 12);
		expect([...coefficients]).toEqual([0.6, -0.3]);
	});

	it('are equal for two that say the same, and nothing becomes of dividing by nothing', () => {
		const { weights, r2 } = relativeWeights([1, 1, 1, 1], [0.5, 0.5]);
		expect(weights[0]).toBeCloseTo(0.125, 9);
		expect(weights[1]).toBeCloseTo(0.125, 9);
		expect(r2).toBeCloseTo(0.25, 9);
	});

	it('come of eigenvectors that are upright on one another and make the matrix again', () => {
		const random = randomFrom(5);
		const size = 12;
		const rows = Array.from({ length: 40 }, () => Array.from({ length: size }, () => normal(random)));
		const matrix = Array.from({ length: size * size }, (_, at) =>
			rows.reduce((sum, row) => sum + row[Math.floor(at / size)]! * row[at % size]!, 0)
		);
		const { values, vectors } = eigen(matrix, size);
		for (let i = 0; i < size; i++)
			for (let j = 0; j < size; j++) {
				let [made, upright] = [0, 0];
				for (let at = 0; at < size; at++) {
					made += vectors[at * size + i]! * values[at]! * vectors[at * size + j]!;
					upright += vectors[i * size + at]! * vectors[j * size + at]!;
				}
				expect(made).toBeCloseTo(matrix[i * size + j]!, 8);
				expect(upright).toBeCloseTo(i === j ? 1 : 0, 10);
			}
	});
});

describe('drivers', () => {
	it('are not shown below 50 pairs, and at 50 they are', () => {
		const given = people(60, [0.6, 0.3], 1);
		const scores = Int8Array.from(given.scores);
		for (let person = 0; person < 11; person++) scores[person * 2 + 1] = NONE;
		const few = drivers({ ...given, scores }, 50);
		expect(few.drivers[1]).toEqual({
			pairs: 49,
			state: 'few',
			own: null,
			beside: null,
			with: null,
			coefficient: null,
			share: null
		});
		expect(few.together).toBeNull();
		expect(few.drivers[0]).toMatchObject({ pairs: 60, state: 'shown', beside: 'few', share: null });
		scores[1] = 3;
		expect(drivers({ ...given, scores }, 50).drivers[1]).toMatchObject({ pairs: 50, state: 'shown', beside: 'in' });
	});

	it('are nothing where everybody says the same', () => {
		const given = people(80, [0.6, 0.3], 2);
		const same = Int8Array.from(given.scores, (score, at) => (at % 2 === 1 ? 5 : score));
		expect(drivers({ ...given, scores: same }, 50).drivers[1]).toMatchObject({
			state: 'constant',
			own: null,
			pairs: 80
		});
		const content = drivers({ ...given, outcome: new Int8Array(80).fill(9) }, 50);
		expect(content.drivers.map(({ state }) => state)).toEqual(['constant', 'constant']);
		expect(content.together).toBeNull();
	});

	it('that nothing tells apart are named, not split', () => {
		const given = people(200, [0.6, 0.3, 0], 3);
		const scores = Int8Array.from(given.scores);
		// The third says what the first says, but for three people.
		for (let person = 0; person < 200; person++) scores[person * 3 + 2] = person < 3 ? 3 : scores[person * 3]!;
		const { drivers: found, together } = drivers({ ...given, scores }, 50);
		expect(found[2]).toMatchObject({ state: 'shown', beside: 'tangled', with: 0, share: null });
		expect(found[2]!.own!.value).toBeCloseTo(found[0]!.own!.value, 1);
		expect(together!.measures).toBe(2);
	});

	it('are compared on those who answered all of them, as many measures as enough people allow', () => {
		const given = people(300, [0.6, 0.3, 0.2], 4);
		const scores = Int8Array.from(given.scores);
		// The third has 100 pairs, of which 40 answered the second as well.
		for (let person = 0; person < 300; person++) {
			if (person >= 100) scores[person * 3 + 2] = NONE;
			if (person < 60) scores[person * 3 + 1] = NONE;
		}
		const { drivers: found, together } = drivers({ ...given, scores }, 50);
		expect(found.map(({ pairs, beside }) => [pairs, beside])).toEqual([
			[300, 'in'],
			[240, 'in'],
			[100, 'few']
		]);
		expect(together!.n).toBe(240);
	});

	it('are the same for the same answers, however often they are asked for, and go with the direction', () => {
		const given = people(1500, [0.5, 0.2], 6);
		expect(drivers(given, 100)).toEqual(drivers(given, 100));
		const turned = { ...given, outcome: Int8Array.from(given.outcome, (score) => 10 - score) };
		expect(drivers(turned, 20).drivers[0]!.own!.value).toBeCloseTo(-drivers(given, 20).drivers[0]!.own!.value, 12);
	});

	it('have nothing to say of nobody and of no measures', () => {
		expect(drivers({ outcome: [], scores: [], measures: 2 }).drivers.map(({ state }) => state)).toEqual(['few', 'few']);
		expect(drivers({ outcome: [], scores: [], measures: 0 })).toEqual({ drivers: [], together: null });
	});

	it('have intervals that hold what is true nineteen times of twenty', () => {
		const pulls = [0.6, 0.3, 0];
		const truth = drivers(people(200_000, pulls, 77), 1);
		let [own, share, all] = [0, 0, 0];
		for (let seed = 0; seed < 200; seed++) {
			const { drivers: found } = drivers(people(150, pulls, 1000 + seed), 300);
			found.forEach((driver, at) => {
				const [mine, real] = [driver.own!, truth.drivers[at]!.own!.value];
				const [part, whole] = [driver.share!, truth.drivers[at]!.share!.value];
				own += Number(mine.low! <= real && real <= mine.high!);
				share += Number(part.low! <= whole && whole <= part.high!);
				all++;
			});
		}
		printShares(
			`drivers, n 150: intervals hold r ${((100 * own) / all).toFixed(1)} %, shares ${((100 * share) / all).toFixed(1)} %`
		);
		expect(own / all).toBeGreaterThan(0.92);
		expect(share / all).toBeGreaterThan(0.9);
	});

	it('of many people, resampled in groups, have intervals as wide as theory says', () => {
		const given = people(8000, [0.5, 0.2], 8);
		const { value, low, high } = drivers(given, 1000).drivers[0]!.own!;
		// Fisher's z.
		const half = 1.959964 / Math.sqrt(8000 - 3);
		const [from, to] = [Math.tanh(Math.atanh(value) - half), Math.tanh(Math.atanh(value) + half)];
		expect((high! - low!) / (to - from)).toBeGreaterThan(0.85);
		expect((high! - low!) / (to - from)).toBeLessThan(1.15);
	});
});

describe('where drivers stand', () => {
	const lines = { importance: 0.25, performance: 70 };
	const span = (low: number, high: number) => ({ value: (low + high) / 2, low, high });

	it('is said only where both intervals lie on one side', () => {
		expect(placeOf(span(0.3, 0.5), span(40, 60), lines)).toBe('fix');
		expect(placeOf(span(0.3, 0.5), span(75, 80), lines)).toBe('keep');
		expect(placeOf(span(0.1, 0.2), span(40, 60), lines)).toBe('later');
		expect(placeOf(span(0.1, 0.2), span(75, 80), lines)).toBe('enough');
		expect(placeOf(span(0.2, 0.5), span(40, 60), lines)).toBe('unclear');
		expect(placeOf(span(0.3, 0.5), { value: 50, low: null, high: null }, lines)).toBe('unclear');
	});

	it('is on one scale for every metric, the best end at 100', () => {
		const of = (...counts: readonly [number, number][]) => {
			const histogram = new Array<number>(11).fill(0);
			for (const [score, n] of counts) histogram[score] = n;
			return histogram;
		};
		expect(performanceOf(of([1, 10], [5, 10]), { min: 1, max: 5 }, 'high')!.value).toBe(50);
		const effort = performanceOf(of([1, 15], [5, 5]), { min: 1, max: 5 }, 'low')!;
		expect(effort.value).toBe(75);
		expect(effort.low!).toBeLessThan(75);
		expect(effort.high!).toBeGreaterThan(75);
		expect(performanceOf(of(), { min: 1, max: 5 }, 'low')).toBeNull();
	});
});
