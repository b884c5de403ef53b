/**
 * How many lines a text takes in a column, guessed from character classes instead of measured: every browser on
 * a board must come to the same heights, or cursors and cards would not line up between people, and measuring
 * 5,000 cards in the page would take longer than drawing them. Guesses are those of the widest font that a system has
 * for its own (DejaVu Sans): a line too many is a little white, one too few runs over the card's edge. What is cut off
 * all the same is shown by the tooltip and in the inspector.
 */
const FULL_WIDTH =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
/** Widths by class, the first that fits; the last is of all others. */
const CLASSES: readonly (readonly [RegExp, number])[] = [
	[FULL_WIDTH, 1],
	[/[\s.,:;'|iIjJl]/, 0.33],
	[/[tfr()[\]!/"`-]/, 0.41],
	[/[mW@%—…]/, 1],
	[/[wMOQ+=<>#]/, 0.84],
	[/[ADGHNUVCRBXK&]/, 0.76],
	[/[\p{Lu}]/u, 0.69]
];

/** Width of a character in em, guessed. */
export const widthOf = (char: string): number =>
	char.length > 1 ? 1 : (CLASSES.find(([letters]) => letters.test(char))?.[1] ?? 0.62);

/**
 * @param text may contain line breaks
 * @param width of the column in px
 * @param size font size in px
 * @param most lines are clamped to this
 */
export function textLines(text: string, width: number, size: number, most: number): number {
	const room = width / size;
	let lines = 0;
	for (const paragraph of text.split('\n')) {
		lines += paragraphLines(paragraph, room, most - lines);
		if (lines >= most) return most;
	}
	return Math.max(1, lines);
}

function paragraphLines(paragraph: string, room: number, most: number): number {
	let lines = 1;
	let used = 0;
	// Words of Latin letters stay whole, a Han character may stand at any line's end.
	for (const piece of paragraph.match(/[\u1100-\uffff]|[^\s\u1100-\uffff]+|\s+/gu) ?? []) {
		let width = 0;
		for (const char of piece) width += widthOf(char);
		// Space at the end of a line hangs over it, and begins none.
		if (/^\s/.test(piece)) {
			used = Math.min(room, used + width);
			continue;
		}
		if (used + width > room && used > 0) {
			if (++lines > most) return most;
			used = 0;
		}
		while (width > room) {
			if (++lines > most) return most;
			width -= room;
		}
		used += width;
	}
	return lines;
}

/** Bold letters in those of a text. */
export const BOLD = 1.12;
