import type { Palette } from './palette.ts';

/** What every chart has alike. */
export const base = (palette: Palette) => ({
	animationDuration: 180,
	textStyle: { fontFamily: palette.font, color: palette.muted, fontSize: 11 * palette.letter },
	tooltip: {
		confine: true,
		backgroundColor: palette.surface,
		borderColor: palette.line,
		textStyle: { color: palette.ink, fontSize: 12 * palette.letter, fontFamily: palette.font },
		extraCssText: 'box-shadow: var(--shadow-float); border-radius: 8px;'
	}
});

/** What runs from left to right: a thin line below, nothing else. */
export const baseline = (palette: Palette) => ({
	axisTick: { show: false },
	axisLine: { lineStyle: { color: palette.line } },
	axisLabel: { color: palette.muted, fontSize: 11 * palette.letter }
});

/** What runs upwards: lines to read values by. */
export const valueLines = (palette: Palette) => ({
	axisTick: { show: false },
	axisLine: { show: false },
	axisLabel: { color: palette.muted, fontSize: 11 * palette.letter },
	splitLine: { lineStyle: { color: palette.line } }
});
