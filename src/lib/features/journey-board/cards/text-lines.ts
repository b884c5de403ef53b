/**
 * How many lines a text takes in a column, guessed from character classes instead of measured: every browser on
 * a board must come to the same heights, or cursors and cards would not line up between people, and measuring
 * 5,000 cards in the page would take longer than drawing them. Guesses are on the wide side; what is cut off all
 * the same is shown by the tooltip and in the inspector.
 */
const FULL_WIDTH =
	/[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/;
const NARROW = /[\s.,:;'!|iIjlt()[\]]/;
const WIDE = /[mwMW@%A-Z]/;

const widthOf = (char: string): number =>
	FULL_WIDTH.test(char) || char.length > 1 ? 1 : NARROW.test(char) ? 0.35 : WIDE.test(char) ? 0.76 : 0.58;

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
