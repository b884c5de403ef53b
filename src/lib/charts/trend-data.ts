import type { MetricId, TrendPoint, TrendView } from '#domain/metrics/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { figure, type ChartData } from './chart-data.ts';
import { formatCount, formatValue } from './format.ts';

type Earlier = TrendView['earlier'][number];

/**
 * The figures of a trend: a line a step, those of earlier wordings after it.
 * @param wordings null: there was no other wording; else how one is told
 */
export function trendData(
	{
		title,
		note,
		points,
		earlier
	}: Pick<ChartData, 'title' | 'note'> & {
		readonly points: readonly TrendPoint[];
		readonly earlier: readonly Earlier[];
	},
	metric: MetricId,
	locale: string,
	wordings: { readonly now: string; of(one: Earlier): string }
): ChartData {
	const count = (n: number) => figure(n, formatCount(n, locale));
	const value = (of: number | null) => figure(of, of === null ? '' : formatValue(metric, of, locale));
	const lines = [
		...points.map((point) => ({ point, wording: wordings.now })),
		...earlier.flatMap((one) =>
			one.days.filter(({ n }) => n > 0).map((point) => ({ point, wording: wordings.of(one) }))
		)
	];
	const tellsWording = earlier.length > 0;
	return {
		title,
		note,
		columns: [
			{ label: m.charts_col_day() },
			{ label: m.charts_col_value(), isNumber: true },
			{ label: m.charts_col_low(), isNumber: true },
			{ label: m.charts_col_high(), isNumber: true },
			{ label: m.charts_col_n(), isNumber: true },
			...(tellsWording ? [{ label: m.charts_col_wording() }] : [])
		],
		rows: lines.map(({ point, wording }) => [
			point.day,
			value(point.value),
			value(point.low),
			value(point.high),
			count(point.n),
			...(tellsWording ? [wording] : [])
		])
	};
}
