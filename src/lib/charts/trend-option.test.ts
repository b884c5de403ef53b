import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '#domain/metrics/index.ts';
import { aScore } from './score.fixture.ts';
import { limitsOf } from './format.ts';
import { trendOption } from './trend-option.ts';
import type { Palette } from './palette.ts';

const text = { point: () => '', value: String, day: String };
const option = (points: readonly TrendPoint[], target = 5) =>
	trendOption(
		{ points, target, limits: limitsOf(aScore({ metric: 'ces-ease7', scale: { min: 1, max: 7 } })) },
		{} as Palette,
		text
	);
const day = (value: number | null, low: number | null, high: number | null): TrendPoint => ({
	day: '2026-03-01',
	n: 9,
	judgement: 'unclear',
	value,
	low,
	high
});

describe('a trend', () => {
	it('draws no band beyond the scale, and none where there is no interval', () => {
		const [low, height] = option([day(5, 0.2, 9.1), day(6, 5, 6.5), day(null, null, null)]).series;
		expect(low!.data).toEqual([1, 5, null]);
		expect(height!.data).toEqual([6, 1.5, null]);
	});

	it('ends its axis at the end of the scale when the values come near it, and nowhere else', () => {
		const { min, max } = option([]).yAxis;
		expect([min({ min: 1.4, max: 6 }), max({ min: 1.4, max: 6 })]).toEqual([1, 7]);
		expect([min({ min: 5, max: 5.8 }), max({ min: 5, max: 5.8 })]).toEqual([null, null]);
	});

	it('keeps an earlier wording a line of its own, and marks where it ended', () => {
		const at = (day: string, value: number | null): TrendPoint => ({ ...day0, day, value, low: value, high: value });
		const day0 = day(null, null, null);
		const points = [at('2026-03-01', null), at('2026-03-08', 6), at('2026-03-15', 6)];
		const earlier = [{ days: [at('2026-03-01', 2), at('2026-03-08', 2), at('2026-03-15', null)] }];
		const limits = limitsOf(aScore({ metric: 'ces-ease7', scale: { min: 1, max: 7 } }));
		const { series } = trendOption({ points, target: 5, limits, earlier, breaks: ['2026-03-10'] }, {} as Palette, {
			...text,
			newWording: 'New wording'
		});
		expect(series.map((one) => one.data)).toContainEqual([2, 2, null]);
		expect(series.map((one) => one.data)).toContainEqual([null, 6, 6]);
		// The 10th lies in the step that begins on the 8th.
		expect(series.flatMap((one) => ('markLine' in one ? one.markLine!.data : []))).toMatchObject([
			{ xAxis: '2026-03-08' }
		]);
	});

	it('says beside a break what it is, within the chart, and never over the words of the next', () => {
		const days = Array.from({ length: 30 }, (_, i) => ({
			...day(4, 3, 5),
			day: `2026-03-${String(i + 1).padStart(2, '0')}`
		}));
		const limits = limitsOf(aScore({ metric: 'ces-ease7', scale: { min: 1, max: 7 } }));
		const marks = (breaks: string[]) =>
			trendOption({ points: days, target: 5, limits, breaks }, {} as Palette, text)
				.series.flatMap((one) => ('markLine' in one ? one.markLine!.data : []))
				.map(({ label: { align, show } }) => (show ? align : null));
		expect(marks(['2026-03-30'])).toEqual(['right']);
		expect(marks(['2026-03-01', '2026-03-15', '2026-03-28'])).toEqual(['left', 'center', 'right']);
		expect(marks(['2026-03-27', '2026-03-28'])).toEqual([null, 'right']);
	});

	it('reaches to the target', () => {
		expect(option([day(2, 1.5, 2.5)], 5).series.at(-1)!.data).toEqual([5]);
	});
});
