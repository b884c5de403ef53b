import type { MetricId, TargetStep, TrendPoint, TrendView } from '#domain/metrics/index.ts';
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
		earlier,
		breaks = [],
		targets = []
	}: Pick<ChartData, 'title' | 'note'> & {
		readonly points: readonly TrendPoint[];
		readonly earlier: readonly Earlier[];
		/** Days on which one wording took the place of another. */
		readonly breaks?: readonly string[];
		readonly targets?: readonly TargetStep[] | undefined;
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
	const notes = notesOf(points, breaks, targets, (of) => formatValue(metric, of, locale));
	const tellsNotes = notes.size > 0;
	return {
		title,
		note,
		columns: [
			{ label: m.charts_col_day() },
			{ label: m.charts_col_value(), isNumber: true },
			{ label: m.charts_col_low(), isNumber: true },
			{ label: m.charts_col_high(), isNumber: true },
			{ label: m.charts_col_n(), isNumber: true },
			...(tellsWording ? [{ label: m.charts_col_wording() }] : []),
			...(tellsNotes ? [{ label: m.charts_col_note() }] : [])
		],
		rows: lines.map(({ point, wording }) => [
			point.day,
			value(point.value),
			value(point.low),
			value(point.high),
			count(point.n),
			...(tellsWording ? [wording] : []),
			...(tellsNotes ? [notes.get(point) ?? ''] : [])
		])
	};
}

/** What happened in a step that the figures must not be read across. */
function notesOf(
	points: readonly TrendPoint[],
	breaks: readonly string[],
	targets: readonly TargetStep[],
	value: (of: number) => string
): ReadonlyMap<TrendPoint, string> {
	const notes = new Map<TrendPoint, string>();
	const note = (day: string, said: string) => {
		const at = points.findLast((point) => point.day <= day);
		if (at !== undefined) notes.set(at, [notes.get(at), said].filter(Boolean).join('. '));
	};
	for (const day of breaks) note(day, m.charts_break_note());
	for (const [at, { from, target }] of targets.slice(1).entries())
		note(from, m.charts_target_note({ from: value(targets[at]!.target), to: value(target) }));
	return notes;
}
