import { describe, expect, it } from 'vitest';
import { breakDays, eachStep, stepFor, stepStart, stepWithEnough } from './trend.ts';

describe('steps of a trend', () => {
	it('are days for a year, weeks for three, months beyond', () => {
		expect(stepFor({ from: '2024-01-01', to: '2024-12-31' })).toBe('day');
		expect(stepFor({ from: '2024-01-01', to: '2025-12-31' })).toBe('week');
		expect(stepFor({ from: '2015-01-01', to: '2026-11-27' })).toBe('month');
	});

	it('are longer where few answer, so that points may be shown', () => {
		const month = { from: '2026-03-01', to: '2026-03-30' };
		expect(stepWithEnough(month, 300, 5)).toBe('day');
		expect(stepWithEnough(month, 299, 5)).toBe('week');
		expect(stepWithEnough(month, 20, 5)).toBe('month');
		expect(stepWithEnough(month, 3, 5)).toBe('week');
		const years = { from: '2020-01-01', to: '2025-12-31' };
		expect(stepWithEnough(years, 3, 5)).toBe('month');
	});

	it('begin on Monday and on the first', () => {
		expect(stepStart('2026-11-29', 'week')).toBe('2026-11-23');
		expect(stepStart('2026-11-23', 'week')).toBe('2026-11-23');
		expect(eachStep('2015-02-17', '2015-04-01', 'month')).toEqual(['2015-02-01', '2015-03-01', '2015-04-01']);
	});
});

describe('breaks', () => {
	const window = { from: '2026-03-01', to: '2026-03-31' };
	it('are where one wording took the place of another, within the window', () => {
		const now = { since: '2026-03-20', until: null };
		const before = { since: '2026-02-01', until: '2026-03-20' };
		expect(breakDays([now, before], window)).toEqual(['2026-03-20']);
		expect(breakDays([now], window)).toEqual([]);
		expect(breakDays([now, before], { from: '2026-03-20', to: '2026-03-31' })).toEqual([]);
	});
});
