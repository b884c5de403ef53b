const CHINESE = '〇一二三四五六七八九';

/** A number below a hundred, or figures in a row, in Chinese: 九, 十, 二十三, 二〇二四; null when it is none. */
export function chineseNumber(text: string): string | null {
	const digits = text.replaceAll('零', '〇').replaceAll('两', '二');
	if (/^[〇一二三四五六七八九]+$/.test(digits)) return [...digits].map((digit) => CHINESE.indexOf(digit)).join('');
	const tens = /^([一二三四五六七八九]?)十([一二三四五六七八九]?)$/.exec(digits);
	if (!tens) return null;
	return String((tens[1] === '' ? 1 : CHINESE.indexOf(tens[1]!)) * 10 + Math.max(CHINESE.indexOf(tens[2] || '〇'), 0));
}

/** Decimal figures of any script as ASCII: ٣, ۳, ३, ๓. */
export const asciiFigures = (text: string): string =>
	text.replace(/[^\P{Nd}0-9]/gu, (figure) => {
		// Unicode keeps the ten figures of a script together, zero first.
		const code = figure.codePointAt(0)!;
		let value = 0;
		while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
		return String(value);
	});

/**
 * Full-width figures, signs and letters as ASCII, figures of every script, typographic dashes and minus signs as `-`, spaces
 * of every kind as one: what looks alike is read alike.
 */
export const plain = (text: string): string =>
	asciiFigures(text.normalize('NFKC'))
		.replace(/[\u2010-\u2015\u2212]/g, '-')
		.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\ufe0f/g, '')
		.replace(/\s+/g, ' ')
		.trim();
