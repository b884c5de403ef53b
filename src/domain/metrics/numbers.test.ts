import { describe, expect, it } from 'vitest';
import { hidden, summary } from './numbers.ts';
import { sketchOf } from '../../../tests/support/sketches.ts';
import { emptySketch } from './sketch.ts';

const open = { min: null, max: null };
const of = (values: readonly number[], range: { min: number | null; max: number | null } = open) =>
	summary(sketchOf(values.map((value) => Math.round(value * 100))), range);

describe('what is shown of numbers', () => {
	it('is in the unit of the question, the mean with Student’s interval', () => {
		// scipy.stats.t.interval(0.95, 4, loc=3, scale=sqrt(2.5 / 5))
		expect(of([1, 2, 3, 4, 5])).toMatchObject({
			median: 3,
			mean: 3,
			low: expect.closeTo(1.0367568385, 9),
			high: expect.closeTo(4.9632431615, 9)
		});
		// As everybody reckons it: between the two in the middle.
		expect(of([0.25, 0.5])).toMatchObject({ median: 0.375, mean: 0.375 });
		expect(of([1, 12, 15, 90])).toMatchObject({ median: 13.5 });
	});

	it('keeps its interval within the ends of the question, as of a scale', () => {
		expect(of([0, 0, 0, 0, 10], { min: 0, max: null })).toMatchObject({ low: 0, high: expect.closeTo(7.55, 2) });
		expect(of([10, 10, 10, 0], { min: 0, max: 10 })).toMatchObject({ high: 10 });
	});

	it('has tenths from ten answers on', () => {
		const some = Array.from({ length: 10 }, (_, at) => at + 1);
		expect(of(some.slice(1))).toMatchObject({ p10: null, p90: null });
		expect(of(some)).toMatchObject({ p10: 1, median: 5.5, p90: 9 });
	});

	it('is nothing where nobody answered, and no interval of one', () => {
		expect(summary(emptySketch, open)).toEqual(hidden);
		expect(of([7])).toMatchObject({ median: 7, mean: 7, low: null, high: null });
	});
});
