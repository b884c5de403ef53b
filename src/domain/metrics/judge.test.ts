import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRankable, isShown, isStrong, judge, score, type Direction, type Judged } from './index.ts';

const cell = (low: number | null, high: number | null, direction: Direction = 'high', n = 100): Judged => ({
	n,
	low,
	high,
	direction
});

describe('judge', () => {
	it('takes a side only when the whole interval does', () => {
		expect(judge(cell(81, 90), 80)).toBe('good');
		expect(judge(cell(80, 90), 80)).toBe('good');
		expect(judge(cell(79, 90), 80)).toBe('unclear');
		expect(judge(cell(60, 80), 80)).toBe('unclear');
		expect(judge(cell(60, 79.9), 80)).toBe('bad');
	});

	it('knows that little effort is good', () => {
		expect(judge(cell(1.5, 2, 'low'), 2.5)).toBe('good');
		expect(judge(cell(3, 4, 'low'), 2.5)).toBe('bad');
		expect(judge(cell(2, 3, 'low'), 2.5)).toBe('unclear');
	});

	it('hides few and says none', () => {
		expect(judge(cell(null, null, 'high', 0), 80)).toBe('none');
		expect(judge(cell(90, 95, 'high', 4), 80)).toBe('few');
		expect(judge(cell(90, 95, 'high', 4), 80, { minN: 3 })).toBe('good');
		expect(judge(cell(90, 95, 'high', 5), 80)).toBe('good');
		expect(isShown({ n: 4 })).toBe(false);
		expect(isShown({ n: 0 }, { minN: 0 })).toBe(false);
		expect(isRankable({ n: 29 })).toBe(false);
		expect(isRankable({ n: 30 })).toBe(true);
	});

	it('claims nothing without a target or an interval', () => {
		expect(judge(cell(10, 20), null)).toBe('unclear');
		expect(judge(cell(null, null), 3, { minN: 1 })).toBe('unclear');
	});

	it('is strong past the margin only', () => {
		expect(isStrong(cell(90, 95), 80, 10)).toBe(true);
		expect(isStrong(cell(89, 95), 80, 10)).toBe(false);
		expect(isStrong(cell(50, 70), 80, 10)).toBe(true);
		expect(isStrong(cell(50, 71), 80, 10)).toBe(false);
		expect(isStrong(cell(1, 2, 'low'), 2.5, 0.5)).toBe(true);
		expect(isStrong(cell(90, 95, 'high', 4), 80, 10)).toBe(false);
	});

	it('mirrors: less is more when the direction turns', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -50, max: 50 }),
				fc.nat(40),
				fc.integer({ min: -50, max: 50 }),
				fc.integer({ min: 1, max: 20 }),
				(low, width, target, margin) => {
					const up = cell(low, low + width);
					const down = cell(-low - width, -low, 'low');
					expect(judge(down, -target)).toBe(judge(up, target));
					expect(isStrong(down, -target, margin)).toBe(isStrong(up, target, margin));
					if (isStrong(up, target, margin)) expect(['good', 'bad']).toContain(judge(up, target));
				}
			)
		);
	});

	it('judges a score as it comes', () => {
		expect(judge(score('nps', { 10: 80, 5: 2 }), 30)).toBe('good');
		expect(judge(score('ces-effort5', { 5: 40, 4: 20 }), 2.5)).toBe('bad');
		expect(judge(score('csat', { 5: 3 }), 80)).toBe('few');
	});
});
