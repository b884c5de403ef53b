import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dense, decompose, merge, score, type ComparedSlice, type MetricId } from './index.ts';

const metrics = ['nps', 'csat', 'ces-ease7', 'ces-effort5'] as const satisfies MetricId[];
/** Scores that are on every one of the scales; windows without answers too. */
const histogram = fc.array(fc.nat(40), { minLength: 5, maxLength: 5 }).map((counts) => merge([0, ...counts]));
const slice = fc.record({ before: histogram, after: histogram });
const slices = fc
	.array(slice, { minLength: 1, maxLength: 6 })
	.map((all) => all.map((one, at): ComparedSlice => ({ id: `s${at}`, ...one })));

describe('why a number moved', () => {
	it('parts add up to the change of the whole', () => {
		fc.assert(
			fc.property(fc.constantFrom(...metrics), slices, (metric, all) => {
				const before = score(metric, merge(...all.map((one) => one.before))).value;
				const after = score(metric, merge(...all.map((one) => one.after))).value;
				const made = decompose(metric, all);
				if (before === null || after === null) return expect(made).toBeNull();
				expect(made!.difference).toBeCloseTo(after - before, 9);
				expect(made!.rate + made!.mix).toBeCloseTo(after - before, 9);
				expect(made!.slices.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
				if (all.length === 1) expect(made!.mix).toBeCloseTo(0, 9);
			})
		);
	});

	it('a shift between slices whose own rates stay is all mix', () => {
		const times = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }));
		const shifted = fc.array(fc.tuple(histogram, times), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(fc.constantFrom(...metrics), shifted, (metric, all) => {
				const made = decompose(
					metric,
					all.map(([one, [a, b]], at) => ({
						id: `s${at}`,
						before: one.map((count) => a * count),
						after: one.map((count) => b * count)
					}))
				);
				fc.pre(made !== null);
				expect(made.rate).toBeCloseTo(0, 9);
				expect(made.mix).toBeCloseTo(made.difference, 9);
			})
		);
	});

	it('the order of slices does not matter', () => {
		fc.assert(
			fc.property(fc.constantFrom(...metrics), slices, (metric, all) => {
				const [one, two] = [decompose(metric, all), decompose(metric, all.toReversed())];
				fc.pre(one !== null && two !== null);
				expect(two.rate).toBeCloseTo(one.rate, 9);
				expect(two.mix).toBeCloseTo(one.mix, 9);
				two.slices.toReversed().forEach(({ rate, mix, id }, at) => {
					expect(id).toBe(one.slices[at]!.id);
					expect(rate).toBeCloseTo(one.slices[at]!.rate, 9);
					expect(mix).toBeCloseTo(one.slices[at]!.mix, 9);
				});
			})
		);
	});

	it('an example by hand: two channels, 60 → 50 and 20 → 20, from 50:50 to 25:75', () => {
		const csat = (hits: number, n: number) => dense({ 5: hits, 1: n - hits });
		const made = decompose('csat', [
			{ id: 'web', before: csat(60, 100), after: csat(25, 50) },
			{ id: 'phone', before: csat(20, 100), after: csat(30, 150) }
		])!;
		expect(made.difference).toBeCloseTo(27.5 - 40, 9);
		expect(made.rate).toBeCloseTo(0.375 * -10, 9);
		expect(made.mix).toBeCloseTo(-0.25 * 55 + 0.25 * 20, 9);
		expect(made.slices[1]).toMatchObject({ id: 'phone', nBefore: 100, nAfter: 150, weight: 0.625, rate: 0 });
	});

	it('a slice that is new is all mix', () => {
		const made = decompose('nps', [
			{ id: 'old', before: dense({ 10: 60, 3: 40 }), after: dense({ 10: 60, 3: 40 }) },
			{ id: 'new', before: dense({}), after: dense({ 10: 20, 3: 80 }) }
		])!;
		expect(made.rate).toBe(0);
		expect(made.mix).toBeCloseTo(-40, 9);
	});
});
