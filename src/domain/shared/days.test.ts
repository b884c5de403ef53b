import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, dayCount, dayIn, eachDay, startOfDay, wallClockIn } from './days.ts';

describe('days', () => {
	it('are those of the time zone', () => {
		const instant = new Date('2026-03-01T17:30:00Z');
		expect(dayIn('Asia/Shanghai', instant)).toBe('2026-03-02');
		expect(dayIn('UTC', instant)).toBe('2026-03-01');
		expect(dayIn('America/Los_Angeles', new Date('2026-03-01T07:59:00Z'))).toBe('2026-02-28');
		expect(wallClockIn('Asia/Shanghai', instant)).toBe('2026-03-02 01:30:00');
	});

	it('begin at midnight of their zone, or after it where clocks skip midnight', () => {
		const begins = (zone: string, day: string) => startOfDay(zone, day).toISOString();
		expect(begins('UTC', '2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
		expect(begins('Asia/Shanghai', '2026-03-01')).toBe('2026-02-28T16:00:00.000Z');
		expect(begins('Asia/Kathmandu', '2026-03-01')).toBe('2026-02-28T18:15:00.000Z');
		expect(begins('Pacific/Kiritimati', '2026-03-01')).toBe('2026-02-28T10:00:00.000Z');
		expect(begins('Pacific/Pago_Pago', '2026-03-01')).toBe('2026-03-01T11:00:00.000Z');
		// The night in which clocks go forward, and back.
		expect(begins('Europe/Berlin', '2026-03-29')).toBe('2026-03-28T23:00:00.000Z');
		expect(begins('Europe/Berlin', '2026-03-30')).toBe('2026-03-29T22:00:00.000Z');
		expect(begins('Europe/Berlin', '2026-10-26')).toBe('2026-10-25T23:00:00.000Z');
		expect(begins('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z');
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

describe('days are the same whatever an engine makes of a locale', () => {
	afterEach(() => void vi.restoreAllMocks());
	const { prototype } = Intl.DateTimeFormat;
	const instant = new Date('2026-03-01T16:05:09Z');

	it('when it writes dates in another order (WebKitGTK writes en-CA as 01/01/1970)', () => {
		vi.spyOn(prototype as unknown as { format: unknown }, 'format', 'get').mockReturnValue(
			() => '03/02/2026, 12:05:09 AM'
		);
		expect(dayIn('Asia/Shanghai', instant)).toBe('2026-03-02');
		expect(wallClockIn('Asia/Shanghai', instant)).toBe('2026-03-02 00:05:09');
	});

	it('when the parts come in another order, with other widths, and midnight as 24', () => {
		const parts = { day: '2', month: '3', year: '2026', second: '9', minute: '5', hour: '24' };
		vi.spyOn(prototype, 'formatToParts').mockReturnValue(
			Object.entries(parts).flatMap(([type, value]) => [
				{ type: type as Intl.DateTimeFormatPartTypes, value },
				{ type: 'literal', value: '\u200f/' }
			])
		);
		expect(dayIn('Europe/Rome', instant)).toBe('2026-03-02');
		expect(wallClockIn('Europe/Rome', instant)).toBe('2026-03-02 00:05:09');
	});
});
