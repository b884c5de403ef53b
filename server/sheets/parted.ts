import type { Weight } from './drawing.ts';
import type { Fonts } from './fonts.ts';

/** Signs that begin no line, and small letters of Japanese that belong to the one before. */
const CLOSING =
	/^[，。、；：！？）》」』】〕〉”’…‥・ー〜゛゜々ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡､｣･ｰﾞﾟ％,.;:!?)\]\p{M}%]/u;
/** Signs that end none. */
const OPENING = /[（《「『【〔〈“‘([｢]$/u;

const HANGUL = /\p{sc=Hangul}/u;
const THAI = /\p{sc=Thai}/u;
/** Thai has no spaces between its words: a dictionary knows them. */
const thaiWords = new Intl.Segmenter('th', { granularity: 'word' });

/** Letters between which a line may be parted: Chinese ones each, Thai ones at words, others – Korean too – at spaces. */
function pieces(text: string): string[] {
	const found = (
		text.match(
			/\p{sc=Thai}[\p{sc=Thai}\p{M}]*\s*|(?!\p{sc=Hangul})[\u2e80-\uffff]|(?:(?!\p{sc=Thai})[^\s\u2e80-\uffff]|\p{sc=Hangul})+\s*|\s+/gu
		) ?? []
	).flatMap((piece) => (THAI.test(piece) ? [...thaiWords.segment(piece)].map(({ segment }) => segment) : [piece]));
	const kept: string[] = [];
	for (const piece of found) {
		const last = kept.at(-1);
		if (last !== undefined && (CLOSING.test(piece) || OPENING.test(last)) && !/\s$/.test(last))
			kept[kept.length - 1] = last + piece;
		else kept.push(piece);
	}
	return kept;
}

/** As much as fits, with “…” where something is left out. */
export function fitted(fonts: Fonts, text: string, width: number, size: number, weight: Weight): string {
	if (fonts.width(text, size, weight) <= width) return text;
	const letters = [...text];
	let [least, most] = [0, letters.length];
	while (least < most) {
		const middle = Math.ceil((least + most) / 2);
		const tried = `${letters.slice(0, middle).join('').trimEnd()}…`;
		if (fonts.width(tried, size, weight) <= width) least = middle;
		else most = middle - 1;
	}
	return `${letters.slice(0, least).join('').trimEnd()}…`;
}

/** In lines of this width; the last of `most` ends with “…” where there would be more. */
export function parted(
	fonts: Fonts,
	text: string,
	width: number,
	size: number,
	weight: Weight,
	most = Infinity
): string[] {
	const lines: string[] = [];
	let line = '';
	const fits = (piece: string): boolean => fonts.width(piece.trimEnd(), size, weight) <= width;
	// A word that is longer than a line is parted all the same.
	const all = pieces(text).flatMap((piece) => (HANGUL.test(piece) && !fits(piece) ? [...piece] : [piece]));
	for (const piece of all) {
		if (line !== '' && fonts.width((line + piece).trimEnd(), size, weight) > width) {
			lines.push(line.trimEnd());
			line = '';
		}
		line += piece;
	}
	if (line.trim() !== '') lines.push(line.trimEnd());
	if (lines.length > most) lines.splice(most - 1, Infinity, lines.slice(most - 1).join(' '));
	return lines.map((one) => fitted(fonts, one, width, size, weight));
}
