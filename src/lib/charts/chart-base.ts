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
