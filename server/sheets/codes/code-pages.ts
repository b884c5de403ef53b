import type { CodePlace, CodeSheet } from '#contract/code-sheet.ts';
import { formatOf, perPage, type PrintFormat } from '#domain/printing/index.ts';
import { issue } from '#domain/shared/result.ts';
import type { Block, Box, Drawing } from '../drawing.ts';
import type { Fonts } from '../fonts.ts';
import type { Face } from './face.ts';
import { readLogo } from './logo.ts';
import { label } from './label.ts';
import { poster } from './poster.ts';
import { SheetRefusal } from './refusal.ts';
import { tent } from './tent.ts';

const PX = 96 / 25.4;

/** Where everything stands, place by place. */
export function layoutCodes(given: CodeSheet, fonts: Fonts): Drawing {
	const sheet = printable(given, fonts);
	const format = formatOf(sheet.format);
	const logo = sheet.logo && readLogo(sheet.logo.kind, Buffer.from(sheet.logo.data, 'base64'));
	const size = { width: format.page.width * PX, height: format.page.height * PX };
	const face = (place: CodePlace, box: Box): Face => ({ sheet, place, logo, fonts, box, code: format.code * PX });
	return { lang: sheet.lang, title: sheet.name, size, pages: pagesOf(sheet, format, face) };
}

function pagesOf(
	{ places, first }: CodeSheet,
	format: PrintFormat,
	face: (place: CodePlace, box: Box) => Face
): Block[][] {
	if (format.kind === 'poster') return places.map((place) => poster(face(place, cellAt(format, 0))));
	if (format.kind === 'tent') return places.map((place) => tent(face(place, cellAt(format, 0))));
	const most = perPage(format);
	const pages: Block[][] = [];
	places.forEach((place, index) => {
		const at = index + (first % most);
		(pages[Math.floor(at / most)] ??= []).push(...label(face(place, cellAt(format, at % most))));
	});
	return pages;
}

const cellAt = ({ across, left, top, pitch, cell }: PrintFormat, at: number): Box => ({
	x: PX * (left + (at % across) * pitch.x),
	y: PX * (top + Math.floor(at / across) * pitch.y),
	width: PX * cell.width,
	height: PX * cell.height
});

/** Writing that is known by name; of other letters the letters are said. */
const SCRIPTS = ['Hangul', 'Thai', 'Arabic', 'Hebrew', 'Devanagari'] as const;
const scriptOf = (letter: string): string | undefined =>
	SCRIPTS.find((script) => new RegExp(`\\p{scx=${script}}`, 'u').test(letter));
/** So many letters, and places with them, are named. */
const NAMED = { letters: 12, places: 3 };

const PICTURES = /[\p{Extended_Pictographic}\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}]/gu;

/** Nobody prints boxes in the place of letters: what the font does not have is said before. Emoji of a name are left out. */
function printable(sheet: CodeSheet, fonts: Fonts): CodeSheet {
	const missing = new Set<string>();
	/** @param found what it lacks is added */
	const read = (text: string, found = missing): string => {
		const plain = text.replace(PICTURES, (sign) => (/[\p{L}\p{N}#*©®™]/u.test(sign) ? sign : ''));
		const drawn = fonts.drawable(plain).trim();
		if (drawn.includes('□'))
			for (const letter of plain.normalize('NFC')) if (fonts.drawable(letter) === '□') found.add(letter);
		return drawn;
	};
	const words = Object.fromEntries(Object.entries(sheet.words).map(([key, text]) => [key, read(text)]));
	const brand = read(sheet.brand);
	const inWords = missing.size > 0;
	const lacking: string[] = [];
	const places = sheet.places.map((place) => {
		const found = new Set<string>();
		const name = read(place.name, found);
		if (found.size > 0) lacking.push(place.name);
		for (const letter of found) missing.add(letter);
		const touchpoint = fonts.drawable(place.touchpoint);
		// In small letters at the foot, for those who hang it up: it can do without.
		return { ...place, name, touchpoint: touchpoint.includes('□') ? '' : touchpoint };
	});
	if (missing.size > 0) {
		const scripts = new Set([...missing].flatMap((letter) => scriptOf(letter) ?? []));
		throw new SheetRefusal(
			issue('letters', [inWords ? 'words' : 'places'], {
				letters: [...missing].slice(0, NAMED.letters).join(' '),
				scripts: [...scripts].join(' '),
				places: lacking.slice(0, NAMED.places).join(' | '),
				more: Math.max(0, lacking.length - NAMED.places)
			})
		);
	}
	return { ...sheet, brand, words: words as unknown as CodeSheet['words'], places };
}
