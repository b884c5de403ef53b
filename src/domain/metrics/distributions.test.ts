import { describe, expect, it } from 'vitest';
import { normalTwoSided, regularizedBeta, studentQuantile95, studentTwoSided, Z95 } from './distributions.ts';

describe('Student t', () => {
	// Closed forms for 1 and 2 degrees of freedom; the rest from published tables with more digits than we need.
	it.each([
		[1, Math.tan(Math.PI * 0.475)],
		[2, 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))],
		[4, 2.7764451051977987],
		[9, 2.2621571627409915],
		[29, 2.045229642132703],
		[99, 1.9842169515086827],
		[999, 1.9623414611334487]
	])('quantile at %i degrees of freedom', (df, expected) => {
		expect(Math.abs(studentQuantile95(df) - expected)).toBeLessThan(1e-9);
	});

	it('is the inverse of the distribution, for fractions and large numbers too', () => {
		for (const df of [1, 1.5, 2.75, 3, 7.3, 30, 123.4, 5000, 9999, 10_000, 250_000]) {
			expect(Math.abs(studentTwoSided(studentQuantile95(df), df) - 0.05)).toBeLessThan(1e-10);
		}
	});

	it('falls towards z', () => {
		expect(Math.abs(studentQuantile95(1e9) - Z95)).toBeLessThan(1e-8);
		expect(studentQuantile95(9999)).toBeGreaterThan(studentQuantile95(10_000));
	});
});

describe('normal and beta', () => {
	it.each([
		[0, 1],
		[1, 0.31731050786291415],
		[Z95, 0.05],
		[3, 0.0026997960632601866],
		[5, 5.733031437583891e-7]
	])('two-sided p of z = %d', (z, p) => {
		expect(Math.abs(normalTwoSided(z) - p)).toBeLessThan(1e-14);
		expect(normalTwoSided(-z)).toBe(normalTwoSided(z));
	});

	it('incomplete beta has its known values', () => {
		expect(regularizedBeta(0.5, 2, 2)).toBeCloseTo(0.5, 14);
		expect(regularizedBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14);
		expect(regularizedBeta(0.25, 3, 1)).toBeCloseTo(0.25 ** 3, 14);
		expect(regularizedBeta(0, 2, 3)).toBe(0);
		expect(regularizedBeta(1, 2, 3)).toBe(1);
	});
});
