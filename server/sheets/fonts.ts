import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import type { Weight } from './drawing.ts';

const PACKAGE = '@expo-google-fonts/noto-sans-sc';
const FILES: Readonly<Record<Weight, string>> = {
	regular: '400Regular/NotoSansSC_400Regular.ttf',
	bold: '700Bold/NotoSansSC_700Bold.ttf'
};
/** Stands for a letter that the font does not have. */
const MISSING = '□';

export interface Face {
	readonly bytes: Buffer;
	readonly font: Font;
}

/** Letters that are set alike. */
export interface Run {
	readonly text: string;
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
	const runs: { text: string; wide: boolean }[] = [];
	letters.forEach((letter, at) => {
		const parts = letter === '·' || letter === '…';
		const wide = EITHER.test(letter)
			? parts
				? beside(at, -1) && beside(at, 1) && letters[at - 1] !== ' '
				: beside(at, -1) || beside(at, 1)
			: CHINESE.test(letter);
		const last = runs.at(-1);
		if (last?.wide === wide) last.text += letter;
		else runs.push({ text: letter, wide });
	});
	return runs.map(({ text, wide }) => ({ text, features: wide ? ['kern'] : ['pwid', 'palt'] }));
}

/** Letters of the page: one font for Latin and Chinese, which comes with the program. */
export interface Fonts {
	readonly faces: Readonly<Record<Weight, Face>>;
	/** What of it can be drawn: in the place of other letters stands a sign for them. */
	drawable(text: string): string;
	width(text: string, size: number, weight: Weight): number;
}

export function openFonts(): Fonts {
	const faces = { regular: open(FILES.regular), bold: open(FILES.bold) };
	const known = new Map<string, number>();
	return {
		faces,
		drawable: (text) =>
			[
				...text
					.normalize('NFC')
					.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
					.replace(/[\p{Cf}\ufe0e\ufe0f]/gu, '')
			]
				.map((one) => (faces.regular.font.hasGlyphForCodePoint(one.codePointAt(0)!) ? one : MISSING))
				.join(''),
		width(text, size, weight) {
			const key = weight + text;
			let units = known.get(key);
			if (units === undefined) {
				const { font } = faces[weight];
				const wide = runsOf(text).map((run) => font.layout(run.text, [...run.features]).advanceWidth);
				known.set(key, (units = wide.reduce((sum, one) => sum + one, 0) / font.unitsPerEm));
			}
			return units * size;
		}
	};
}

function open(file: string): Face {
	const bytes = readFileSync(fileURLToPath(import.meta.resolve(`${PACKAGE}/${file}`)));
	return { bytes, font: create(bytes) as Font };
}
