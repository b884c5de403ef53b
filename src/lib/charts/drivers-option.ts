import { base, baseline, valueLines } from './chart-base.ts';
import { escapeHtml } from './funnel-option.ts';
import type { EChartsOption } from './echarts.ts';
import type { Palette } from './palette.ts';

export interface DriverSpan {
	readonly value: number;
	readonly low: number | null;
	readonly high: number | null;
}

export interface DriverPoint {
	readonly name: string;
	readonly importance: DriverSpan;
	/** 0 the worst, 100 the best end of the scale. */
	readonly performance: DriverSpan;
	/** Coloured only where its place is sure; hollow where it is not. */
	readonly side: 'good' | 'bad' | 'sure' | null;
}

export interface DriversPlot {
	readonly points: readonly DriverPoint[];
	readonly lines: { readonly importance: number; readonly performance: number };
}

export interface DriversText {
	readonly importance: (value: number) => string;
	readonly performance: (value: number) => string;
	readonly point: (point: DriverPoint) => string;
	readonly across: string;
	readonly upwards: string;
	/** Of the four parts. */
	readonly corners: Readonly<Record<'fix' | 'keep' | 'later' | 'enough', string>>;
}

/** From the lowest to the highest bound, with some room. */
function extent(spans: readonly DriverSpan[], line: number, room: number): { min: number; max: number } {
	const all = [line, ...spans.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])];
	const [min, max] = [Math.min(...all), Math.max(...all)];
	const beside = (max - min || 1) * room;
	return { min: min - beside, max: max + beside };
}

/** What custom series are drawn with, as far as it is used here. */
interface Drawing {
	value(dimension: number): number;
	coord(at: readonly [number, number]): readonly [number, number];
}

/** Importance from left to right, performance upwards, each with its interval. */
export function driversOption(plot: DriversPlot, palette: Palette, text: DriversText): EChartsOption {
	const { points, lines } = plot;
	const common = base(palette);
	const { letter } = palette;
	const x = extent(
		points.map(({ importance }) => importance),
		lines.importance,
		0.1
	);
	const y = extent(
		points.map(({ performance }) => performance),
		lines.performance,
		0.16
	);
	const axis = { nameLocation: 'middle', nameTextStyle: { color: palette.muted, fontSize: 11 * letter } } as const;
	const values = points.map(({ importance, performance }) => [
		importance.value,
		performance.value,
		importance.low ?? importance.value,
		importance.high ?? importance.value,
		performance.low ?? performance.value,
		performance.high ?? performance.value
	]);
	return {
		...common,
		grid: { left: 52 * letter, right: 18, top: 12, bottom: 44 * letter },
		tooltip: {
			...common.tooltip,
			trigger: 'item',
			formatter: ({ dataIndex }: { dataIndex: number }) => escapeHtml(text.point(points[dataIndex]!))
		},
		xAxis: {
			...baseline(palette),
			...axis,
			type: 'value',
			...x,
			name: text.across,
			nameGap: 28 * letter,
			splitLine: { show: false },
			axisLabel: {
				...baseline(palette).axisLabel,
				formatter: text.importance,
				hideOverlap: true,
				showMinLabel: false,
				showMaxLabel: false
			}
		},
		yAxis: {
			...valueLines(palette),
			...axis,
			type: 'value',
			...y,
			name: text.upwards,
			nameGap: 34 * letter,
			splitNumber: 4,
			splitLine: { show: false },
			axisLabel: {
				...valueLines(palette).axisLabel,
				formatter: text.performance,
				showMinLabel: false,
				showMaxLabel: false
			}
		},
		series: [corners(x, y, palette, text), intervals(values, palette), touchpoints(plot, values, palette)]
	};
}

/** What each part of the picture means, in its outer corner. */
function corners(
	x: { min: number; max: number },
	y: { min: number; max: number },
	palette: Palette,
	{ corners: words }: DriversText
) {
	const at = (
		name: string,
		value: readonly [number, number],
		align: 'left' | 'right',
		verticalAlign: 'top' | 'bottom'
	) => ({
		name,
		value,
		label: { align, verticalAlign }
	});
	return {
		type: 'scatter',
		silent: true,
		animation: false,
		z: 1,
		symbolSize: 1,
		itemStyle: { color: 'transparent' },
		label: {
			show: true,
			position: [0, 0],
			padding: [2, 4],
			formatter: ({ name }: { name: string }) => name,
			color: palette.muted,
			fontSize: 11 * palette.letter,
			fontStyle: 'italic'
		},
		tooltip: { show: false },
		data: [
			at(words.enough, [x.min, y.max], 'left', 'top'),
			at(words.keep, [x.max, y.max], 'right', 'top'),
			at(words.later, [x.min, y.min], 'left', 'bottom'),
			at(words.fix, [x.max, y.min], 'right', 'bottom')
		]
	} as const;
}

type Values = readonly (readonly number[])[];

/** Both intervals of each, as a cross. */
const intervals = (values: Values, palette: Palette) => ({
	type: 'custom',
	silent: true,
	animation: false,
	z: 3,
	data: values,
	renderItem: (_: unknown, api: Drawing) => {
		const [at, up, left, right, down, top] = [0, 1, 2, 3, 4, 5].map((dimension) => api.value(dimension));
		const line = (from: readonly [number, number], to: readonly [number, number]) => {
			const [[x1, y1], [x2, y2]] = [api.coord(from), api.coord(to)];
			return {
				type: 'line',
				shape: { x1, y1, x2, y2 },
				style: { stroke: palette.muted, lineWidth: 1.25, opacity: 0.7 }
			};
		};
		return { type: 'group', children: [line([left!, up!], [right!, up!]), line([at!, down!], [at!, top!])] };
	}
});

function touchpoints({ points, lines }: DriversPlot, values: Values, palette: Palette) {
	const { letter } = palette;
	const colour = { good: palette.goodText, bad: palette.badText, sure: palette.ink };
	return {
		type: 'scatter',
		z: 5,
		symbolSize: 10,
		data: points.map(({ name, side }, at) => ({
			name,
			value: values[at]!.slice(0, 2),
			itemStyle:
				side === null
					? { color: palette.surface, borderColor: palette.ink, borderWidth: 1.75, opacity: 1 }
					: { color: colour[side], opacity: 1 },
			label: { color: side === null ? palette.ink : colour[side], fontWeight: side === null ? 400 : 600 }
		})),
		label: {
			show: true,
			position: 'top',
			distance: 6,
			formatter: ({ name }: { name: string }) => name,
			fontSize: 11 * letter,
			width: 120 * letter,
			overflow: 'truncate',
			textBorderColor: palette.surface,
			textBorderWidth: 3
		},
		labelLayout: { moveOverlap: 'shiftY', hideOverlap: true },
		markLine: {
			symbol: 'none',
			silent: true,
			animation: false,
			label: { show: false },
			lineStyle: { color: palette.muted, type: 'dashed', width: 1 },
			data: [{ xAxis: lines.importance }, { yAxis: lines.performance }]
		}
	};
}
