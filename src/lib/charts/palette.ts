/** Colours of a chart, read from the tokens of the page, so that charts follow light and dark. */
export interface Palette {
	readonly ink: string;
	readonly muted: string;
	readonly line: string;
	readonly surface: string;
	readonly accent: string;
	readonly bad: string;
	readonly mid: string;
	readonly good: string;
	/** For words: as dark as they need to be. */
	readonly badText: string;
	readonly goodText: string;
	readonly font: string;
	/** Pixels that a pixel of the design is: more than 1 where the browser's default font is larger than 16 px. */
	readonly letter: number;
}

export function paletteOf(element: Element): Palette {
	const style = getComputedStyle(element);
	const token = (name: string) => style.getPropertyValue(name).trim();
	return {
		ink: token('--ink'),
		muted: token('--muted'),
		line: token('--line'),
		surface: token('--surface'),
		accent: token('--accent'),
		bad: token('--heat-bad-2'),
		mid: token('--heat-mid'),
		good: token('--heat-good-2'),
		badText: token('--bad-text'),
		goodText: token('--good-text'),
		// ECharts puts it into an attribute as it stands.
		font: style.fontFamily.replaceAll('"', "'"),
		letter: Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
	};
}
