import { describe, expect, it } from 'vitest';
import { printShares, randomFrom, sample, truths } from '../../../tests/support/draws.ts';
import { funnel, funnelCurve, score, type SparseHistogram } from './index.ts';

describe('control limits', () => {
	it('are around the mean of all, the wider the fewer answers, on the scale', () => {
		const made = funnel('csat', { 5: 80, 1: 20 })!;
		expect(made.mean).toBe(80);
		const [small, large] = [made.limits(10), made.limits(10_000)];
		expect(small.outer.high).toBe(100);
		expect(large.inner.low).toBeCloseTo(80 - 0.784, 1);
		expect(large.outer.low).toBeCloseTo(80 - 1.236, 1);
		for (const { inner, outer } of [small, large]) {
			expect(outer.low).toBeLessThan(inner.low);
			expect(outer.high).toBeGreaterThanOrEqual(inner.high);
		}
		expect(small.inner.low).toBeLessThan(large.inner.low);
	});

	it('are a line where all say the same, and none where nobody does', () => {
		expect(funnel('nps', { 10: 50 })!.limits(8).outer).toEqual({ low: 100, high: 100 });
		expect(funnel('nps', {})).toBeNull();
		expect(() => funnel('nps', { 10: 50 })!.limits(0)).toThrow(RangeError);
	});

	it.each(Object.entries(truths))('%s: what places on the mean leave', (name, { metric, scores }) => {
		const random = randomFrom(20261203);
		const whole: SparseHistogram = Object.fromEntries(
			Object.entries(scores).map(([at, share]) => [at, Math.round(share * 10_000)])
		);
		const made = funnel(metric, whole)!;
		const PLACES = 2000;
		const shares = [10, 30, 100].map((n) => {
			const { inner, outer } = made.limits(n);
			let [left, gone] = [0, 0];
			for (let place = 0; place < PLACES; place++) {
				const value = score(metric, sample({ scores }, n, random)).value!;
				if (value < inner.low || value > inner.high) left++;
				if (value < outer.low || value > outer.high) gone++;
			}
			return [left / PLACES, gone / PLACES] as const;
		});
		printShares(
			`${name}: outside 95 % and 99.8 %: ${shares.map((two) => two.join(' / ')).join(', ')} (n = 10, 30, 100)`
		);
		for (const [left, gone] of shares) {
			expect(left).toBeLessThanOrEqual(0.075);
			expect(gone).toBeLessThanOrEqual(0.006);
		}
	});
});

describe('the curve of the limits', () => {
	it('goes from a round number below the smallest to one above the largest', () => {
		const made = funnel('csat', { 5: 600, 1: 400 })!;
		const curve = funnelCurve(made, [12, 127]);
		expect([curve[0]!.n, curve.at(-1)!.n]).toEqual([10, 200]);
		expect(curve.at(-1)).toMatchObject(made.limits(200));
		expect(curve.every(({ inner, outer }) => outer.low <= inner.low && inner.high <= outer.high)).toBe(true);
		expect([funnelCurve(made, [5])[0]!.n, funnelCurve(made, [1])[0]!.n]).toEqual([2, 1]);
		expect(funnelCurve(made, [1_000_000]).at(-1)!.n).toBe(2_000_000);
	});
});
