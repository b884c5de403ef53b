import type { FunnelLimits } from '#domain/metrics/index.ts';
import { base, baseline, valueLines } from './chart-base.ts';
import type { Palette } from './palette.ts';

export interface FunnelPoint {
	readonly name: string;
	readonly n: number;
	readonly value: number;
	/** On the better or the worse side of the outer limits. */
	readonly side: 'good' | 'bad' | null;
	/** Has a rank; the others are drawn hollow. */
	readonly isRanked: boolean;
}

export interface FunnelPlot {
	readonly points: readonly FunnelPoint[];
	readonly mean: number;
	readonly rankN: number;
	/** By the number of answers: where the axis begins and ends, too. */
	readonly curve: readonly (FunnelLimits & { readonly n: number })[];
	/** What a value can be. */
	readonly range: readonly [min: number, max: number];
}

export interface FunnelText {
	readonly value: (value: number) => string;
	readonly count: (n: number) => string;
	readonly point: (point: FunnelPoint) => string;
	readonly axis: string;
	readonly min: string;
	readonly mean: string;
}

/** The values that are drawn: all points, and limits where they are narrow enough to be read. */
function extent({ points, curve, range: [min, max] }: FunnelPlot): { min: number; max: number } {
	const middle = points.map(({ n }) => n).sort((a, b) => a - b)[Math.floor(points.length / 2)]!;
	const { outer } = curve.findLast(({ n }) => n <= middle) ?? curve[0]!;
	const values = [...points.map(({ value }) => value), outer.low, outer.high];
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const room = (high - low) * 0.12 || (max - min) * 0.1;
	return { min: Math.max(min, low - room), max: Math.min(max, high + room) };
}

/** Each place by its number of answers, between the limits that chance keeps to. */
export function funnelOption(plot: FunnelPlot, palette: Palette, text: FunnelText) {
	const common = base(palette);
	const [from, to] = [plot.curve[0]!.n, plot.curve.at(-1)!.n];
	const axis = extent(plot);
	const letter = palette.letter;
	return {
		...common,
		grid: { left: 40 * letter, right: 16, top: 10, bottom: 40 * letter },
		tooltip: {
			...common.tooltip,
			trigger: 'item',
			formatter: ({ dataIndex }: { dataIndex: number }) => escapeHtml(text.point(plot.points[dataIndex]!))
		},
		xAxis: {
			...baseline(palette),
			type: 'log',
			logBase: 10,
			min: from,
			max: to,
			name: text.axis,
			nameLocation: 'middle',
			nameGap: 24 * letter,
			nameTextStyle: { color: palette.muted, fontSize: 11 * letter },
			splitLine: { show: false },
			axisLabel: {
				...baseline(palette).axisLabel,
				formatter: (n: number) => text.count(Math.round(n)),
				hideOverlap: true
			}
		},
		yAxis: {
			...valueLines(palette),
			type: 'value',
			...axis,
			splitNumber: 4,
			splitLine: { show: false },
			axisLabel: {
				...valueLines(palette).axisLabel,
				formatter: text.value,
				showMinLabel: false,
				showMaxLabel: false
			}
		},
		series: [
			...band(
				'outer',
				plot.curve.map(({ n, outer }) => [n, outer.low, outer.high] as const),
				palette,
				0.28
			),
			...band(
				'inner',
				plot.curve.map(({ n, inner }) => [n, inner.low, inner.high] as const),
				palette,
				0.55
			),
			placesOf(plot, palette, text, { from, to })
		]
	};
}

function band(
	stack: string,
	edges: readonly (readonly [n: number, low: number, high: number])[],
	palette: Palette,
	opacity: number
) {
	const line = { type: 'line', stack, symbol: 'none', silent: true, lineStyle: { opacity: 0 }, animation: false };
	return [
		{ ...line, data: edges.map(([n, low]) => [n, low]) },
		{
			...line,
			data: edges.map(([n, low, high]) => [n, high - low]),
			areaStyle: { color: palette.mid, opacity },
			stackStrategy: 'all'
		}
	];
}

function placesOf(
	{ points, mean, rankN }: FunnelPlot,
	palette: Palette,
	text: FunnelText,
	{ from, to }: { from: number; to: number }
) {
	const colour = { good: palette.goodText, bad: palette.badText };
	/** Names near an end of the axis go inwards: else they are cut off there. */
	const alignAt = (n: number) => {
		const share = Math.log(n / from) / Math.log(to / from);
		return share > 0.6 ? 'right' : share < 0.4 ? 'left' : 'center';
	};
	const line = { symbol: 'none', silent: true, animation: false };
	const label = { color: palette.muted, fontSize: 10 * palette.letter };
	/** On the side that has room for words. */
	const beside = () => ({
		position: 'insideStartTop',
		rotate: 0,
		align: Math.log(rankN / from) / Math.log(to / from) > 0.5 ? 'right' : 'left',
		padding: [0, 4]
	});
	return {
		type: 'scatter',
		z: 5,
		symbolSize: 8,
		data: points.map(({ n, value, side, isRanked, name }) => {
			const color = side === null ? palette.ink : colour[side];
			const hollow = { color: palette.surface, borderColor: palette.muted, borderWidth: 1.5 };
			return {
				name,
				value: [n, value],
				itemStyle: isRanked ? { color, opacity: 1 } : { ...hollow, opacity: 1 },
				label: { show: side !== null, color, align: alignAt(n) }
			};
		}),
		label: {
			show: false,
			position: 'top',
			formatter: ({ name }: { name: string }) => name,
			fontSize: 11 * palette.letter,
			fontWeight: 600,
			width: 150 * palette.letter,
			overflow: 'truncate'
		},
		labelLayout: { hideOverlap: true },
		markLine: {
			...line,
			lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
			data: [
				{ yAxis: mean, label: { ...label, formatter: text.mean, position: 'insideEndTop' } },
				...(from < rankN && rankN < to ? [{ xAxis: rankN, label: { ...label, ...beside(), formatter: text.min } }] : [])
			]
		}
	};
}

/** Tooltips are HTML, and names are people's. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
