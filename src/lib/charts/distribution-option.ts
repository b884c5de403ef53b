import type { Tone } from '#domain/metrics/index.ts';
import { base, baseline } from './chart-base.ts';
import type { Palette } from './palette.ts';

/** One bar of a distribution: how often a score was given, and what the score counts as. */
export interface Bar {
	readonly label: string;
	readonly count: number;
	readonly tone: Tone;
}

/** Bars per score, coloured by what the score counts as. */
export function distributionOption(bars: readonly Bar[], palette: Palette, tooltip: (bar: Bar) => string) {
	const tones = { bad: palette.bad, mid: palette.mid, good: palette.good, plain: palette.accent };
	const common = base(palette);
	return {
		...common,
		grid: { left: 0, right: 0, top: 18 * palette.letter, bottom: 20 * palette.letter },
		tooltip: {
			...common.tooltip,
			trigger: 'item',
			formatter: (item: { dataIndex: number }) => tooltip(bars[item.dataIndex]!)
		},
		xAxis: {
			...baseline(palette),
			type: 'category',
			data: bars.map((bar) => bar.label),
			axisLabel: { ...baseline(palette).axisLabel, interval: 0 }
		},
		yAxis: { type: 'value', show: false, minInterval: 1 },
		series: [
			{
				type: 'bar',
				barCategoryGap: '18%',
				data: bars.map((bar) => ({
					value: bar.count,
					itemStyle: { color: tones[bar.tone], borderRadius: [3, 3, 0, 0] }
				})),
				label: {
					show: bars.length <= 11,
					position: 'top',
					fontSize: 10 * palette.letter,
					color: palette.muted,
					formatter: (item: { value: number }) => (item.value > 0 ? String(item.value) : '')
				}
			}
		]
	};
}
