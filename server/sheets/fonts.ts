import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import type { Weight } from './drawing.ts';

/** Each has letters that the others lack. The first has Latin, Greek, Cyrillic and kana beside Chinese, and draws all the rest. */
export const families = ['sc', 'kr', 'thai'] as const;
export type Family = (typeof families)[number];
const FILES: Readonly<Record<Family, Readonly<Record<Weight, string>>>> = {
	sc: {
		regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
		bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'
	},
	kr: {
		regular: '@expo-google-fonts/noto-sans-kr/400Regular/NotoSansKR_400Regular.ttf',
		bold: '@expo-google-fonts/noto-sans-kr/700Bold/NotoSansKR_700Bold.ttf'
	},
	thai: {
		regular: '@expo-google-fonts/noto-sans-thai/400Regular/NotoSansThai_400Regular.ttf',
		bold: '@expo-google-fonts/noto-sans-thai/700Bold/NotoSansThai_700Bold.ttf'
	}
};
/** Whose letters a family is asked for. */
const LETTERS: readonly (readonly [Family, RegExp])[] = [
	['kr', /\p{sc=Hangul}/u],
	['thai', /\p{sc=Thai}/u]
];
const familyOf = (letter: string): Family => LETTERS.find(([, letters]) => letters.test(letter))?.[0] ?? 'sc';

/**
 * Thai vowels that carry a mark stand before the tone in the drawing, wherever they were typed; HarfBuzz takes them apart so, too.
 * @see https://github.com/harfbuzz/harfbuzz/blob/main/src/hb-ot-shaper-thai.cc
 */
const shaped = (text: string): string => text.replace(/([\u0e31\u0e34-\u0e37\u0e47-\u0e4e]*)\u0e33/g, '\u0e4d$1\u0e32');
/** Stands for a letter that the font does not have. */
const MISSING = '□';

export interface Face {
	readonly bytes: Buffer;
	readonly font: Font;
}

/** Letters that are set alike. */
export interface Run {
	readonly text: string;
	readonly family: Family;
	/** Of the font's own. Never none: without any PDFKit would look at each word by itself, and the picture at the whole. */
	readonly features: readonly string[];
}

const CHINESE = /[\p{sc=Han}\u3000-\u30ff\uff00-\uffef]/u;
/** What the font has as wide as a Chinese letter, though it stands among Latin ones too. */
const EITHER = /[“”‘’…·—]/u;

/** Quotes, dots and “…” are narrow unless Chinese letters stand beside them; dots that part, unless on both sides without a space. */
export function runsOf(text: string): Run[] {
	const letters = [...text];
	const beside = (from: number, step: number): boolean => {
		let at = from + step;
		while (letters[at] === ' ' || (letters[at] !== undefined && EITHER.test(letters[at]!))) at += step;
		return CHINESE.test(letters[at] ?? '');
	};
	const runs: { text: string; wide: boolean; family: Family }[] = [];
	letters.forEach((letter, at) => {
		const family = familyOf(letter);
		const parts = letter === '·' || letter === '…';
		const wide = EITHER.test(letter)
			? parts
				? beside(at, -1) && beside(at, 1) && letters[at - 1] !== ' '
				: beside(at, -1) || beside(at, 1)
			: CHINESE.test(letter);
		const last = runs.at(-1);
		if (last?.wide === wide && last.family === family) last.text += letter;
		else runs.push({ text: letter, wide, family });
	});
	return runs.map(({ text, wide, family }) => ({
		text: family === 'thai' ? shaped(text) : text,
		family,
		features: wide || family !== 'sc' ? ['kern'] : ['pwid', 'palt']
	}));
}

/** Letters of the page, whose fonts come with the program; a family is read when something is written in it. */
export interface Fonts {
	face(family: Family, weight: Weight): Face;
	/** What of it can be drawn: in the place of other letters stands a sign for them. */
	drawable(text: string): string;
	width(text: string, size: number, weight: Weight): number;
}

export function openFonts(): Fonts {
	const faces = new Map<string, Face>();
	function face(family: Family, weight: Weight): Face {
		const file = FILES[family][weight];
		const found = faces.get(file) ?? open(file);
		faces.set(file, found);
		return found;
	}
	const has = (letter: string): boolean =>
		face(familyOf(letter), 'regular').font.hasGlyphForCodePoint(letter.codePointAt(0)!);
	const known = new Map<string, number>();
	return {
		face,
		drawable: (text) =>
			[
				...text
					.normalize('NFC')
					.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
					.replace(/[\p{Cf}\ufe0e\ufe0f]/gu, '')
			]
				.map((one) => (has(one) ? one : MISSING))
				.join(''),
		width(text, size, weight) {
			const key = weight + text;
			let units = known.get(key);
			if (units === undefined) {
				const wide = runsOf(text).map(({ text: letters, family, features }) => {
					const { font } = face(family, weight);
					return font.layout(letters, [...features]).advanceWidth / font.unitsPerEm;
				});
				known.set(key, (units = wide.reduce((sum, one) => sum + one, 0)));
			}
			return units * size;
		}
	};
}

function open(file: string): Face {
	const bytes = readFileSync(fileURLToPath(import.meta.resolve(file)));
	return { bytes, font: create(bytes) as Font };
}
