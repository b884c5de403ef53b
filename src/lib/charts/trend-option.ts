import { targetsOfPoints, type TargetStep, type TrendPoint } from '#domain/metrics/index.ts';
import { base, baseline, valueLines } from './chart-base.ts';
import type { Palette } from './palette.ts';

/** One day of a trend; null where too few answered to show a value. */
export interface TrendText {
	/** "12 Mar: +41 (+30 … +52), n 210": the line shown beside the pointer. */
	readonly point: (point: TrendPoint) => string;
	readonly value: (value: number) => string;
	readonly day: (day: string) => string;
	/** Stands at a break. */
	readonly newWording?: string;
}

export interface Trend {
	readonly points: readonly TrendPoint[];
	readonly target: number;
	/** Which target held from which day on; missing: the one. */
	readonly targets?: readonly TargetStep[] | undefined;
	/** What a value can be: neither the axis nor the band goes beyond. */
	readonly limits: readonly [min: number, max: number];
	/** Other wordings over the same days: lines of their own that the present one never joins. */
	readonly earlier?: readonly { readonly days: readonly TrendPoint[] }[];
	/** Days on which one wording took the place of another. */
	readonly breaks?: readonly string[];
}

interface Extent {
	readonly min: number;
	readonly max: number;
}

/** The point that a day belongs to: the last that begins on it or before. */
const stepOf = (points: readonly TrendPoint[], day: string): string =>
	points.findLast((point) => point.day <= day)?.day ?? day;

/**
 * A line where one wording took the place of another. What it is stands above it, within the chart's width; of several
 * that are close to one another, above the last: words over words are none.
 */
function breakMarks(points: readonly TrendPoint[], breaks: readonly string[]) {
	const at = [...new Set(breaks.map((day) => stepOf(points, day)))].sort();
	const place = (day: string): number =>
		points.length < 2
			? 1
			: Math.max(
					0,
					points.findIndex((point) => point.day === day)
				) /
				(points.length - 1);
	return at.map((xAxis, i) => {
		const next = at[i + 1];
		const align = place(xAxis) > 0.75 ? 'right' : place(xAxis) < 0.25 ? 'left' : 'center';
		return { xAxis, label: { align, show: next === undefined || place(next) - place(xAxis) > 0.4 } };
	});
}

/** A value per day with its 95 % band and the target. */
export function trendOption(
	{ points, target, targets = [], limits, earlier = [], breaks = [] }: Trend,
	palette: Palette,
	text: TrendText
) {
	const common = base(palette);
	const earlierDays = earlier.map(({ days }) => days);
	const symbolSize = points.length > 45 ? 3 : 5;
	return {
		...common,
		// Above it stands what a break is.
		grid: {
			left: 34 * palette.letter,
			right: 10,
			top: breaks.length > 0 ? 10 + 14 * palette.letter : 14,
			bottom: 22 * palette.letter
		},
		tooltip: { ...common.tooltip, trigger: 'axis', formatter: trendTooltip(points, earlierDays, text) },
		xAxis: {
			...baseline(palette),
			type: 'category',
			data: points.map((point) => point.day),
			boundaryGap: false,
			axisLabel: { ...baseline(palette).axisLabel, formatter: text.day, hideOverlap: true }
		},
		yAxis: valueAxis(limits, palette, text),
		series: [
			...bandSeries(points, limits, palette),
			{
				...lineOf(points, palette.accent, symbolSize),
				markLine: breakLines(breakMarks(points, breaks), palette, text)
			},
			...earlierDays.map((days) => lineOf(days, palette.muted, symbolSize)),
			// A line of its own: the axis then reaches to the target wherever the values are.
			{
				type: 'line',
				// It steps where it was set: what is wanted today was not wanted before.
				step: 'start',
				data: targetsOfPoints(points, targets, target),
				symbol: 'none',
				silent: true,
				lineStyle: { color: palette.muted, type: 'dashed', width: 1 }
			}
		]
	};
}

/** Where an old wording still came in on the day of the new one, both are said. */
const trendTooltip =
	(points: readonly TrendPoint[], earlier: readonly (readonly TrendPoint[])[], text: TrendText) =>
	(items: readonly { dataIndex: number }[]): string => {
		const at = items[0]!.dataIndex;
		const told = [points, ...earlier].map((days) => days[at]).filter((one) => one !== undefined);
		const said = told.filter((one) => one.n > 0);
		return (said.length > 0 ? said : [points[at]!]).map(text.point).join('<br>');
	};

/** Near an end of the scale the axis ends there; elsewhere it rounds to what reads well. */
function valueAxis([min, max]: Trend['limits'], palette: Palette, text: TrendText) {
	const near = (a: number, b: number, extent: Extent): boolean => Math.abs(a - b) <= (extent.max - extent.min) / 2;
	return {
		...valueLines(palette),
		type: 'value',
		scale: true,
		splitNumber: 3,
		min: (extent: Extent) => (near(extent.min, min, extent) ? min : null),
		max: (extent: Extent) => (near(extent.max, max, extent) ? max : null),
		axisLabel: { ...valueLines(palette).axisLabel, formatter: text.value }
	};
}

/** The 95 % band: its lower edge, and on it what reaches to the upper one. */
function bandSeries(points: readonly TrendPoint[], [min, max]: Trend['limits'], palette: Palette) {
	const inside = (value: number | null): number | null => (value === null ? null : Math.min(max, Math.max(min, value)));
	const low = points.map((point) => inside(point.low));
	const high = points.map((point) => inside(point.high));
	const band = { type: 'line', stack: 'band', symbol: 'none', silent: true, lineStyle: { opacity: 0 } };
	return [
		{ ...band, data: low },
		{
			...band,
			data: low.map((from, at) => (from === null || high[at] === null ? null : high[at]! - from)),
			areaStyle: { color: palette.accent, opacity: 0.14 },
			stackStrategy: 'all'
		}
	];
}

const lineOf = (days: readonly TrendPoint[], color: string, symbolSize: number) => ({
	type: 'line',
	data: days.map((point) => point.value),
	symbol: 'circle',
	symbolSize,
	connectNulls: false,
	lineStyle: { color, width: 2 },
	itemStyle: { color }
});

const breakLines = (data: ReturnType<typeof breakMarks>, palette: Palette, text: TrendText) => ({
	symbol: 'none',
	silent: true,
	animation: false,
	lineStyle: { color: palette.ink, type: 'solid', width: 1 },
	label: {
		formatter: text.newWording ?? '',
		position: 'end',
		distance: 3,
		color: palette.ink,
		fontSize: 10 * palette.letter
	},
	data
});
