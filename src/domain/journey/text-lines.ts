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

/** What a letter takes, em, and whether a line may end at its side: at a space, or at either side of a Han character. */
interface Letter {
	readonly width: number;
	readonly kind: 'word' | 'space' | 'alone';
}
/** Each letter is looked at once: a large map has a million of them. */
const known = new Map<number, Letter>();

/** @param code UTF-16 unit; of the two of a pair the first stands for both */
function letterAt(code: number): Letter {
	let letter = known.get(code);
	if (letter === undefined) {
		letter = classify(code);
		known.set(code, letter);
	}
	return letter;
}

function classify(code: number): Letter {
	if (code >= 0xdc00 && code <= 0xdfff) return { width: 0, kind: 'word' };
	if (code >= 0xd800 && code <= 0xdbff) return { width: 1, kind: 'word' };
	const char = String.fromCharCode(code);
	const kind = /\s/.test(char) ? 'space' : code >= 0x1100 ? 'alone' : 'word';
	return { width: CLASSES.find(([letters]) => letters.test(char))?.[1] ?? 0.62, kind };
}

/** Width of a character in em, guessed. */
export const widthOf = (char: string): number => letterAt(char.charCodeAt(0)).width;

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
	for (let at = 0; at < paragraph.length;) {
		const { width: first, kind } = letterAt(paragraph.charCodeAt(at++));
		let width = first;
		if (kind !== 'alone')
			for (; at < paragraph.length; at++) {
				const next = letterAt(paragraph.charCodeAt(at));
				if (next.kind !== kind) break;
				width += next.width;
			}
		// Space at the end of a line hangs over it, and begins none.
		if (kind === 'space') {
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
