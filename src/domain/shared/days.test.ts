import { describe, expect, it } from 'vitest';
import { addDays, dayCount, dayIn, eachDay, wallClockIn } from './days.ts';

describe('days', () => {
	it('are those of the time zone', () => {
		const instant = new Date('2026-03-01T17:30:00Z');
		expect(dayIn('Asia/Shanghai', instant)).toBe('2026-03-02');
		expect(dayIn('UTC', instant)).toBe('2026-03-01');
		expect(dayIn('America/Los_Angeles', new Date('2026-03-01T07:59:00Z'))).toBe('2026-02-28');
		expect(wallClockIn('Asia/Shanghai', instant)).toBe('2026-03-02 01:30:00');
	});

	it('are counted with both ends, over leap days and changes of the clock', () => {
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
		expect(dayCount('2026-03-01', '2026-03-30')).toBe(30);
		expect(dayCount('2026-03-02', '2026-03-01')).toBe(0);
		expect(eachDay('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
		expect(eachDay('2026-03-02', '2026-03-01')).toEqual([]);
	});
});
