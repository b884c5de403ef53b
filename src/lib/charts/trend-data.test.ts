import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '#domain/metrics/index.ts';
import { toCsv } from './chart-data.ts';
import { trendData } from './trend-data.ts';

const point = (day: string, value: number | null): TrendPoint => ({
	day,
	n: value === null ? 0 : 9,
	value,
	low: value,
	high: value,
	judgement: 'unclear'
});
const points = [point('2026-03-01', null), point('2026-03-08', 6), point('2026-03-15', 6)];
const given = { title: 'By week', note: 'Desk', points, earlier: [] };
const words = { now: 'Now', of: () => 'Before' };

describe('the figures of a trend', () => {
	it('have no column for what did not happen', () =>
		expect(trendData(given, 'rating', 'en', words).columns.map(({ label }) => label)).not.toContain('Note'));

	it('say where another wording took its place and where the target was changed, in table and file', () => {
		const targets = [
			{ from: '2026-03-01', target: 3 },
			{ from: '2026-03-10', target: 4.5 },
			{ from: '2026-03-16', target: 4 }
		];
		const earlier = [
			{ definition: 'd', wording: {}, since: null, until: '2026-03-09', days: [point('2026-03-01', 2)] }
		];
		const data = trendData({ ...given, earlier, breaks: ['2026-03-09'], targets }, 'rating', 'en', words);
		expect(data.columns.at(-1)).toEqual({ label: 'Note' });
		expect(data.rows.map((row) => row.at(-1))).toEqual([
			'',
			'New wording: a new series, not added to the numbers before. Target changed from 3.00 to 4.50',
			'Target changed from 4.50 to 4.00',
			''
		]);
		expect(toCsv(data)).toContain('New wording: a new series');
	});
});
