import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../../tests/support/statistics.ts';
import { shrink } from './index.ts';

interface Example {
	readonly nps: readonly number[];
	readonly n: readonly number[];
	readonly sd: number;
	readonly tau2: number;
	readonly mu: number;
	readonly shrunk: readonly number[];
}

const near = (a: number, b: number) => expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-4);

describe('empirical Bayes', () => {
	it.each(casesOf('league-shrinkage-example') as Example[])('the example', ({ nps, n, sd, tau2, mu, shrunk }) => {
		const made = shrink(nps.map((value, at) => ({ value, sd, n: n[at]! })))!;
		near(made.tau2, tau2);
		near(made.mu, mu);
		made.estimates.forEach((estimate, at) => near(estimate, shrunk[at]!));
	});

	it('every estimate lies between its value and the mean; one place alone stays what it is', () => {
		const place = fc.record({
			value: fc.double({ min: -100, max: 100, noNaN: true }),
			sd: fc.double({ min: 1, max: 100, noNaN: true }),
			n: fc.integer({ min: 1, max: 1000 })
		});
		fc.assert(
			fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (places) => {
				const { mu, tau2, estimates } = shrink(places)!;
				expect(tau2).toBeGreaterThanOrEqual(0);
				places.forEach(({ value }, at) => {
					expect(estimates[at]!).toBeGreaterThanOrEqual(Math.min(mu, value) - 1e-9);
					expect(estimates[at]!).toBeLessThanOrEqual(Math.max(mu, value) + 1e-9);
				});
				if (places.length === 1) expect(mu).toBeCloseTo(places[0]!.value, 9);
			})
		);
	});

	it('knows nothing of nobody, and refuses a place that would outweigh all', () => {
		expect(shrink([])).toBeNull();
		expect(() => shrink([{ value: 100, sd: 0, n: 4 }])).toThrow(RangeError);
		expect(() => shrink([{ value: 100, sd: 80, n: 0 }])).toThrow(RangeError);
	});
});
