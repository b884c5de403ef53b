import { BOLD, widthOf } from '#domain/journey/text-lines.ts';

/**
 * Size of bold letters, in px, at which no word of a text is broken in a column; the most where none is small enough.
 * @param width of the column in px
 */
export function lettersFor(text: string, width: number, { most, least }: { most: number; least: number }): number {
	const words = text.match(/[\u1100-\uffff]|[^\s\u1100-\uffff]+/gu) ?? [];
	const widest = Math.max(0.1, ...words.map((word) => [...word].reduce((sum, char) => sum + widthOf(char), 0)));
	const size = Math.floor((10 * width) / (widest * BOLD)) / 10;
	return size < least ? most : Math.min(most, size);
}
