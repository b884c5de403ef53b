import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareTail, independence } from './independence.ts';

describe('whether two answers go together', () => {
	it('is Pearson’s chi-square where there are enough', () => {
		// scipy.stats.chi2_contingency([[10, 20], [30, 40]], correction=False)
		expect(
			independence([
				[10, 20],
				[30, 40]
			])
		).toMatchObject({
			test: 'chi-square',
			n: 100,
			p: expect.closeTo(0.372998, 5),
			v: expect.closeTo(0.089087, 5)
		});
		expect(
			independence([
				[10, 0, 20],
				[30, 0, 40],
				[0, 0, 0]
			])
		).toMatchObject({ p: expect.closeTo(0.372998, 5) });
	});
	it('is Fisher’s exact test for two by two with few', () => {
		// scipy.stats.fisher_exact([[8, 2], [1, 5]]), the example of its documentation
		expect(
			independence([
				[8, 2],
				[1, 5]
			])
		).toMatchObject({ test: 'fisher', n: 16, p: expect.closeTo(0.0349650349, 9) });
	});
	it('is not said where nothing can be', () => {
		expect(independence([])).toBe('one_value');
		expect(
			independence([
				[5, 0],
				[7, 0]
			])
		).toBe('one_value');
		expect(
			independence([
				[1, 2, 0],
				[0, 1, 1]
			])
		).toBe('too_few');
	});
	it('its tail is that of the tables', () => {
		// The 5 % points of chi-square with 1, 2, 3, 4, 10 degrees of freedom.
		for (const [df, x] of [
			[1, 3.841458821],
			[2, 5.991464547],
			[3, 7.814727903],
			[4, 9.487729037],
			[10, 18.307038053]
		] as const)
			expect(chiSquareTail(x, df)).toBeCloseTo(0.05, 8);
	});
	it('does not depend on which answer comes first', () => {
		const table = fc.array(fc.array(fc.nat(60), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 4 });
		fc.assert(
			fc.property(table, (given) => {
				const turned = given[0]!.map((_, at) => given.map((row) => row[at]!));
				const [one, other] = [independence(given), independence(turned)];
				if (typeof one === 'string') expect(other).toBe(one);
				else {
					expect(other).toMatchObject({ test: one.test, n: one.n, p: expect.closeTo(one.p, 9) });
					expect(one.p).toBeGreaterThanOrEqual(0);
					expect(one.p).toBeLessThanOrEqual(1);
				}
			})
		);
	});
});
