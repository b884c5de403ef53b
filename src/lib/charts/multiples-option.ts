import { base, valueLines } from './chart-base.ts';
import { escapeHtml } from './funnel-option.ts';
import type { Palette } from './palette.ts';

export interface SmallTrend {
	readonly name: string;
	readonly points: readonly {
		readonly day: string;
		readonly n: number;
		readonly value: number | null;
		readonly low: number | null;
		readonly high: number | null;
	}[];
}

export interface Multiples {
	readonly trends: readonly SmallTrend[];
	/** Of all: the dashed line in each. */
	readonly mean: number;
	/** What a value can be. */
	readonly range: readonly [min: number, max: number];
	/** Days from which on other answers are counted: a line across each. */
	readonly breaks?: readonly string[];
}

export interface MultiplesText {
	/** Below the name. */
	readonly head: (trend: SmallTrend) => string;
	readonly value: (value: number) => string;
	readonly day: (day: string) => string;
	readonly point: (trend: SmallTrend, point: SmallTrend['points'][number]) => string;
}

const WIDEST = 250;
const NARROWEST = 130;
/** Its name, and below it the value and n. */
const HEAD = 36;
const PLOT = 62;
const GAP = 18;
const FOOT = 18;

/** Room for values at the left of each row. */
const scaleRoom = (palette: Pick<Palette, 'letter'>) => 38 * palette.letter;

/** So many that no row is much shorter than the others. */
function columnsFor(count: number, width: number): number {
	const most = Math.max(1, Math.min(8, Math.floor((width - 38) / NARROWEST)));
	return Math.ceil(count / Math.ceil(count / most));
}
const rowHeight = (letter: number): number => HEAD * letter + PLOT + GAP;

/** Pixels that so many small charts need. */
export const multiplesHeight = (count: number, width: number, letter = 1): number =>
	Math.ceil(count / columnsFor(Math.max(1, count), width)) * rowHeight(letter) + FOOT * letter;

/** One scale for all, with a line at each `interval`: the values that are drawn, the mean, and a little room. */
export function commonScale({ trends, mean, range: [min, max] }: Multiples): {
	min: number;
	max: number;
	interval: number;
} {
	const values = [mean, ...trends.flatMap(({ points }) => points.flatMap(({ value }) => value ?? []))];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const room = (high - low) * 0.1 || (max - min) * 0.05;
	const interval = roundStep((high - low + 2 * room) / 3);
	const [from, to] = [Math.floor((low - room) / interval) * interval, Math.ceil((high + room) / interval) * interval];
	return { min: Math.max(min, from), max: Math.min(max, to), interval };
}

/** The next of 1, 2, 2.5 and 5 times a power of ten. */
function roundStep(least: number): number {
	const power = 10 ** Math.floor(Math.log10(least));
	return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= least * 0.999) ?? 10);
}

/** Where each small chart stands. */
interface Cell {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly isFirst: boolean;
	readonly isLowest: boolean;
}

function cellsOf(count: number, palette: Palette, width: number): Cell[] {
	const columns = columnsFor(count, width);
	const left = scaleRoom(palette);
	const each = Math.min(WIDEST, (width - left) / columns);
	return Array.from({ length: count }, (_, at) => ({
		left: left + (at % columns) * each,
		top: Math.floor(at / columns) * rowHeight(palette.letter),
		width: each,
		isFirst: at % columns === 0,
		isLowest: at + columns >= count
	}));
}

/** A small trend for each, all on one scale, in rows. */
export function multiplesOption(given: Multiples, palette: Palette, width: number, text: MultiplesText) {
	const { trends } = given;
	const common = base(palette);
	const { letter } = palette;
	const cells = cellsOf(trends.length, palette, width);
	return {
		...common,
		title: trends.map((trend, at) => ({
			text: trend.name,
			subtext: text.head(trend),
			itemGap: 2,
			left: cells[at]!.left,
			top: cells[at]!.top,
			padding: 0,
			textStyle: {
				color: palette.ink,
				fontSize: 11 * letter,
				fontWeight: 600,
				width: cells[at]!.width - 12,
				overflow: 'truncate'
			},
			subtextStyle: { color: palette.muted, fontSize: 11 * letter }
		})),
		grid: cells.map((cell) => ({
			left: cell.left,
			top: cell.top + HEAD * letter,
			width: cell.width - 16,
			height: PLOT
		})),
		tooltip: {
			...common.tooltip,
			trigger: 'axis',
			formatter: (items: readonly { axisIndex: number; dataIndex: number }[]) => {
				const { axisIndex, dataIndex } = items[0]!;
				const trend = trends[axisIndex]!;
				return escapeHtml(text.point(trend, trend.points[dataIndex]!));
			}
		},
		...axes(given, palette, cells, text),
		series: trends.flatMap((trend, at) => seriesOf(trend, at, given, palette))
	};
}

function axes(given: Multiples, palette: Palette, cells: readonly Cell[], text: MultiplesText) {
	const scale = commonScale(given);
	const label = { color: palette.muted, fontSize: 10 * palette.letter };
	return {
		xAxis: given.trends.map(({ points }, at) => ({
			type: 'category',
			gridIndex: at,
			data: points.map(({ day }) => day),
			boundaryGap: false,
			axisTick: { show: false },
			axisLine: { onZero: false, lineStyle: { color: palette.line } },
			axisLabel: {
				...label,
				show: cells[at]!.isLowest,
				formatter: text.day,
				interval: (index: number) => index === 0 || index === points.length - 1,
				alignMinLabel: 'left',
				alignMaxLabel: 'right'
			}
		})),
		yAxis: given.trends.map((_, at) => ({
			...valueLines(palette),
			type: 'value',
			gridIndex: at,
			...scale,
			axisLabel: { ...label, show: cells[at]!.isFirst, formatter: text.value, hideOverlap: true }
		}))
	};
}

/** The points in whose time these days lie, by their own days; each once. */
export function pointsAt(points: SmallTrend['points'], days: readonly string[]): string[] {
	const found = days.flatMap((day) => points.findLast((point) => point.day <= day)?.day ?? []);
	return [...new Set(found)];
}

function seriesOf(
	{ points }: SmallTrend,
	at: number,
	{ mean, range: [min, max], breaks = [] }: Multiples,
	palette: Palette
) {
	const inside = (value: number | null) => (value === null ? null : Math.min(max, Math.max(min, value)));
	const here = { type: 'line', xAxisIndex: at, yAxisIndex: at, symbol: 'none', animation: false };
	const band = { ...here, silent: true, stack: `band ${at}`, lineStyle: { opacity: 0 } };
	const low = points.map((point) => inside(point.low));
	return [
		{ ...band, data: low },
		{
			...band,
			stackStrategy: 'all',
			areaStyle: { color: palette.accent, opacity: 0.14 },
			data: points.map((point, i) => (low[i] === null ? null : inside(point.high)! - low[i]!))
		},
		{
			...here,
			symbol: 'circle',
			symbolSize: 4,
			data: points.map(({ value }) => value),
			lineStyle: { color: palette.accent, width: 1.75 },
			itemStyle: { color: palette.accent },
			markLine: {
				symbol: 'none',
				silent: true,
				animation: false,
				label: { show: false },
				lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
				data: [
					{ yAxis: mean },
					...pointsAt(points, breaks).map((day) => ({ xAxis: day, lineStyle: { color: palette.ink, type: 'dotted' } }))
				]
			}
		}
	];
}
