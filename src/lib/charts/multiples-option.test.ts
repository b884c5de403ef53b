import { describe, expect, it } from 'vitest';
import { multiplesOption, pointsAt } from './multiples-option.ts';
import type { Palette } from './palette.ts';

const points = ['2026-03-01', '2026-03-02', '2026-03-09'].map((day) => ({ day, n: 9, value: 5, low: 4, high: 6 }));
const palette = { letter: 1, ink: 'black' } as Palette;
const text = { head: () => '', value: String, day: String, point: () => '' };
const linesOf = (breaks: readonly string[]) =>
	multiplesOption({ trends: [{ name: 'North', points }], mean: 5, range: [1, 7], breaks }, palette, 600, text)
		.series.flatMap((one) => ('markLine' in one ? [...one.markLine.data] : []))
		.map((one) => ('xAxis' in one ? one.xAxis : one.yAxis));

describe('small trends beside one another', () => {
	it('have a line where another wording is asked, at the point that its day is summed up in', () => {
		expect(linesOf(['2026-03-05'])).toEqual([5, '2026-03-02']);
		expect(linesOf([])).toEqual([5]);
	});

	it('have one line for all days that one point sums up, none for days before the first', () => {
		expect(pointsAt(points, ['2026-02-27', '2026-03-02', '2026-03-08', '2026-03-31'])).toEqual([
			'2026-03-02',
			'2026-03-09'
		]);
	});
});
