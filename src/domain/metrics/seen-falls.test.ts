import { describe, expect, it } from 'vitest';
import { change } from './change.ts';
import { powerFor } from './detectable.ts';
import { seenFalls } from './seen-falls.ts';

const nps = { metric: 'nps', scale: { min: 0, max: 10 } } as const;
/** Promoters, passives and detractors. */
const counts = (p: number, n: number, d: number) => [d, 0, 0, 0, 0, 0, 0, n, 0, p, 0];

describe('which changes are seen', () => {
	it('at 400 answers a fall of 20 NPS points is, in more than nine of ten cases', () => {
		const told = seenFalls(nps, counts(500, 200, 300), 20);
		expect(told.map(({ n }) => n)).toEqual([30, 100, 400, 1000]);
		expect(told[2]!.ofMargin).toBeGreaterThan(0.9);
		expect(told[2]!.fall).toBeLessThan(20);
		// statistics.md: +10 points at 80 % power need about 1,005 answers a group at a deviation of 80.
		expect(powerFor(80, 10, 1005, 1005)).toBeCloseTo(0.8, 2);
		for (const [at, { fall, ofMargin }] of told.slice(1).entries()) {
			expect(fall!).toBeLessThan(told[at]!.fall!);
			expect(ofMargin).toBeGreaterThan(told[at]!.ofMargin);
		}
	});

	it('as often as the test of a change finds them, tried 400 times', () => {
		let state = 20261129;
		const random = () => (state = (state * 1103515245 + 12345) % 2 ** 31) / 2 ** 31;
		const sample = (size: number, p: number, d: number) => {
			let [promoters, detractors] = [0, 0];
			for (let i = 0; i < size; i++) {
				const at = random();
				if (at < p) promoters++;
				else if (at < p + d) detractors++;
			}
			return counts(promoters, size - promoters - detractors, detractors);
		};
		const tries = 400;
		for (const size of [100, 400]) {
			let seen = 0;
			for (let i = 0; i < tries; i++)
				if (change(nps, sample(size, 0.5, 0.3), sample(size, 0.4, 0.4))?.significant) seen++;
			// The spread of both windows: 0.5/0.3 and 0.4/0.4 have variances 0.76 and 0.8.
			expect(Math.abs(seen / tries - powerFor(100 * Math.sqrt(0.78), 20, size, size))).toBeLessThan(0.07);
		}
	});

	it('is not told while nobody has answered, nor beyond the scale', () => {
		expect(seenFalls(nps, [], 20)).toEqual([]);
		const rating = { metric: 'rating', scale: { min: 0, max: 1 } } as const;
		expect(() => seenFalls(rating, [1, 1], 0.5)).not.toThrow();
	});
});
