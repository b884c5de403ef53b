import { describe, expect, test } from 'vitest';
import { addSketches, sketchOf, subtractSketch } from '../../../tests/support/sketches.ts';
import {
	ACCURACY,
	bucketOf,
	emptySketch,
	LARGEST,
	medianOf,
	momentsOf,
	quantile,
	STEPS,
	type Sketch
} from './sketch.ts';

/** A repeatable source of numbers 0 … 1 (mulberry32). */
function random(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Values as they come: points, seconds with a long tail, money with refunds and zeros, all the same. */
const families: Record<string, (next: () => number) => number> = {
	points: (next) => Math.floor(next() * 101),
	milliseconds: (next) => Math.round(Math.exp(6 + 3 * next() * next() * 4)),
	cents: (next) => (next() < 0.1 ? 0 : Math.round((next() - 0.2) * 10 ** Math.floor(next() * 8))),
	same: () => 7
};
const plain = (sketch: Sketch) => ({ ...sketch, buckets: [...sketch.buckets].sort(([a], [b]) => a - b) });
const shuffled = <T>(some: readonly T[], next: () => number): T[] =>
	some
		.map((one) => [next(), one] as const)
		.sort(([a], [b]) => a - b)
		.map(([, one]) => one);

describe.each(Object.entries(families))('a sketch of %s', (_, value) => {
	test.each([1, 2, 3, 4, 5])(
		'is the same over any days, in any order, after corrections and erasures (seed %i)',
		(seed) => {
			const next = random(seed);
			const answers = Array.from({ length: 500 }, () => value(next));
			const days = Array.from({ length: 1 + Math.floor(next() * 30) }, () => [] as number[]);
			for (const one of answers) days[Math.floor(next() * days.length)]!.push(one);
			const added = shuffled(days, next).map((day) => sketchOf(shuffled(day, next)));
			// Some were given wrongly first, and some of people who are gone.
			const wrong = Array.from({ length: 50 }, () => value(next));
			const gone = Array.from({ length: 50 }, () => value(next));
			const counted = addSketches(sketchOf(wrong), ...added, sketchOf(gone));
			const left = subtractSketch(subtractSketch(counted, sketchOf(shuffled(gone, next))), sketchOf(wrong));
			expect(plain(left)).toEqual(plain(sketchOf(answers)));
			expect(plain(subtractSketch(left, sketchOf(answers)))).toEqual(plain(emptySketch));
		}
	);

	test.each([1, 2, 3])(
		'knows every quantile to its accuracy, and the mean and its spread exactly (seed %i)',
		(seed) => {
			const next = random(seed);
			const answers = Array.from({ length: 2000 }, () => value(next)).sort((a, b) => a - b);
			const sketch = sketchOf(answers);
			for (let at = 0; at <= 100; at++) {
				const exact = answers[Math.max(0, Math.ceil((at / 100) * answers.length) - 1)]!;
				expect(Math.abs(quantile(sketch, at / 100)! - exact), `p${at}`).toBeLessThanOrEqual(
					Math.abs(exact) * ACCURACY + 1e-9
				);
			}
			const mean = answers.reduce((sum, one) => sum + one, 0) / answers.length;
			const sd = Math.sqrt(answers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (answers.length - 1));
			const moments = momentsOf(sketch)!;
			expect(moments.mean).toBeCloseTo(mean, 6);
			expect(moments.sd! / (sd || 1)).toBeCloseTo(sd === 0 ? 0 : 1, 9);
		}
	);
});

describe('a sketch', () => {
	test('has buckets in the order of their values, all values of one within the accuracy of each other', () => {
		const next = random(9);
		const values = [1, 2, 3, LARGEST, ...Array.from({ length: 5000 }, () => Math.ceil(10 ** (12 * next())))];
		const sorted = [...values, ...values.map((value) => -value)].sort((a, b) => a - b);
		const ends = new Map<number, number[]>();
		for (const one of sorted) ends.set(bucketOf(one), [...(ends.get(bucketOf(one)) ?? []), one]);
		for (const some of ends.values()) {
			const sizes = some.map(Math.abs);
			expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(Math.min(...sizes) * ACCURACY * (1 + 1e-9));
		}
		expect(sorted.map(bucketOf)).toEqual([...sorted].map(bucketOf).sort((a, b) => a - b));
		expect(bucketOf(0)).toBe(0);
		expect(bucketOf(LARGEST)).toBeLessThan(2800);
		expect(bucketOf(-LARGEST)).toBe(-bucketOf(LARGEST));
	});

	test('is exact where whole numbers up to a hundred are counted', () => {
		const values = Array.from({ length: 101 }, (_, at) => at);
		const sketch = sketchOf(values.map((value) => value * STEPS));
		for (let at = 1; at <= 101; at++) expect(quantile(sketch, at / 101)! / STEPS).toBe(at - 1);
	});

	test.each([0.5, NaN, Infinity, LARGEST + 1, -LARGEST - 1])('refuses %d', (value) => {
		expect(() => sketchOf([value])).toThrow(RangeError);
	});

	test('refuses to take away what it does not hold', () => {
		expect(() => subtractSketch(sketchOf([5]), sketchOf([900]))).toThrow(RangeError);
		expect(quantile(emptySketch, 0.5)).toBeNull();
		expect(medianOf(emptySketch)).toBeNull();
		expect(momentsOf(emptySketch)).toBeNull();
		expect(momentsOf(sketchOf([4]))).toEqual({ mean: 4, sd: null });
	});

	test('keeps the spread of large values that lie close together', () => {
		const values = [LARGEST, LARGEST - 1, LARGEST - 2];
		expect(momentsOf(sketchOf(values))!.sd).toBeCloseTo(1, 9);
	});
});
