/** Encodings that a file can be read in; all are recognised where there is enough text, and all can be chosen. */
export const encodings = [
	'UTF-8',
	'UTF-16LE',
	'UTF-16BE',
	'GB18030',
	'Big5',
	'Windows-1252',
	'Windows-1251',
	'Windows-1250',
	'macintosh',
	'Shift_JIS',
	'EUC-KR'
] as const;
export type Encoding = (typeof encodings)[number];

export interface Decoded {
	readonly text: string;
	readonly encoding: Encoding;
	/** Places that mean nothing in this encoding: shown as U+FFFD. */
	readonly unreadable: number;
}

/** Text in the encoding a person chose; what means nothing in it becomes U+FFFD. */
export function decodeAs(bytes: Uint8Array, encoding: Encoding): Decoded {
	const text = new TextDecoder(encoding).decode(bytes).replaceAll('\0', '\ufffd');
	return { text, encoding, unreadable: text.split('\ufffd').length - 1 };
}

/**
 * Text of bytes that do not say what they are. A mark at the beginning decides; so does text that is valid UTF-8, as other
 * encodings hardly ever are. Else every possibility is weighed over all bytes beyond ASCII.
 * @returns null when it is no text in any of them
 */
export function decode(bytes: Uint8Array): Decoded | null {
	const marked = markOf(bytes) ?? utf16Without(bytes);
	if (marked !== null) {
		const decoded = decodeAs(bytes, marked);
		// A single broken place is a slip of whoever wrote the file; many are another encoding.
		return decoded.unreadable * 50 > decoded.text.length ? null : decoded;
	}
	// A few zero bytes are slips of the program that wrote the file; many are no text.
	if (zeros(bytes) > Math.max(2, bytes.length / 50)) return null;
	const utf8 = decodeAs(bytes, 'UTF-8');
	// A few broken places in much good UTF-8: pieces that were cut or pasted in.
	if (utf8.unreadable === 0 || utf8.unreadable * 20 < multiByte(utf8.text)) return utf8;
	const weighed = weigh(bytes);
	return weighed === null ? null : decodeAs(bytes, weighed);
}

function markOf([a, b, c]: Uint8Array): Encoding | null {
	if (a === 0xef && b === 0xbb && c === 0xbf) return 'UTF-8';
	if (a === 0xff && b === 0xfe) return 'UTF-16LE';
	return a === 0xfe && b === 0xff ? 'UTF-16BE' : null;
}

/** Every other byte of separators and figures is zero in UTF-16, on one side. */
function utf16Without(bytes: Uint8Array): Encoding | null {
	const sample = bytes.subarray(0, 4000);
	let even = 0;
	let odd = 0;
	sample.forEach((byte, at) => {
		if (byte === 0)
			if (at % 2 === 0) even++;
			else odd++;
	});
	if (even + odd < sample.length / 20 || bytes.length % 2 === 1) return null;
	if (odd > even * 10) return 'UTF-16LE';
	return even > odd * 10 ? 'UTF-16BE' : null;
}

const zeros = (bytes: Uint8Array): number => bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);

const multiByte = (text: string): number => text.match(/[^\x00-\x7f\ufffd]/gu)?.length ?? 0; // eslint-disable-line no-control-regex -- everything beyond ASCII

/** The possibility whose reading of the bytes beyond ASCII is the likeliest; null when none is likely at all. */
function weigh(bytes: Uint8Array): Encoding | null {
	const parts = highParts(bytes);
	const weights: [Encoding, number][] = [
		['GB18030', pairs(bytes, gbWeight)],
		['Big5', pairs(bytes, big5Weight)],
		['Shift_JIS', pairs(bytes, shiftJisWeight)],
		['EUC-KR', pairs(bytes, eucKrWeight)],
		...(['Windows-1252', 'macintosh', 'Windows-1251', 'Windows-1250'] as const).map((encoding): [Encoding, number] => [
			encoding,
			single(parts, encoding)
		])
	];
	const [best] = weights.map(([name, weight]) => [name, weight + PRIOR[name]!] as const).sort(([, a], [, b]) => b - a);
	return best![1] > 0 ? best![0] : null;
}

/** Where a few letters say little: what files come in hereabouts. */
const PRIOR: Partial<Record<Encoding, number>> = {
	...{ GB18030: 0, 'Windows-1252': 0.5, Big5: -1.8, macintosh: -2, 'Windows-1251': -3, 'Windows-1250': -1 },
	...{ Shift_JIS: -2, 'EUC-KR': -16 }
};

/** So many bytes beyond ASCII are enough to judge by. */
const MOST_BYTES = 400_000;

/** Stretches of bytes beyond ASCII, each with the letter before and behind. */
function highParts(bytes: Uint8Array): Uint8Array[] {
	const parts: Uint8Array[] = [];
	let size = 0;
	for (let at = 0; at < bytes.length && size < MOST_BYTES; at++) {
		if (bytes[at]! < 0x80) continue;
		let end = at;
		while (end < bytes.length && bytes[end]! >= 0x80) end++;
		parts.push(bytes.subarray(Math.max(0, at - 1), end + 1));
		size += end - at;
		at = end;
	}
	return parts;
}

/** Weighs an encoding of two bytes; a pair that it does not have speaks strongly against it. */
function pairs(bytes: Uint8Array, weight: (lead: number, trail: number, next: number) => number): number {
	let sum = 0;
	let seen = 0;
	for (let at = 0; at < bytes.length && seen < MOST_BYTES; at++) {
		if (bytes[at]! < 0x80) continue;
		sum += weight(bytes[at]!, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
		at++;
		seen += 2;
	}
	return sum;
}

/** GB 2312 puts the 3,755 usual characters first; what GBK and GB 18030 added is rare in running text. */
function gbWeight(lead: number, trail: number, next: number): number {
	if (lead === 0x80 || lead === 0xff || trail === 0x7f || trail === 0xff) return -10;
	if (trail < 0x40) return trail >= 0x30 && trail <= 0x39 && next >= 0x81 ? 0 : -10;
	if (trail < 0xa1 || lead < 0xa1) return -1;
	if (lead >= 0xb0 && lead <= 0xd7) return 2;
	if (lead <= 0xa3) return 1.5;
	// Vowels with the tones of Pinyin, which also write French.
	if (lead === 0xa8 && trail <= 0xba) return 0.3;
	return lead >= 0xd8 && lead <= 0xf7 ? -0.3 : -1;
}

/** Big5 puts the 5,401 usual characters first. */
function big5Weight(lead: number, trail: number): number {
	if (lead < 0xa1 || lead > 0xf9 || trail < 0x40 || (trail > 0x7e && trail < 0xa1) || trail === 0xff) return -10;
	if (lead >= 0xa4 && lead <= 0xc6) return 2;
	if (lead <= 0xa3) return 1.5;
	return lead <= 0xc8 ? -10 : -0.5;
}

/** Kana stand in two rows of their own; kanji are spread. */
function shiftJisWeight(lead: number, trail: number): number {
	if (trail < 0x40 || trail === 0x7f || trail > 0xfc || lead > 0xfc || lead === 0x80 || lead === 0xa0) return -10;
	// Kana of half width are one byte, and rare.
	if (lead > 0xa0 && lead < 0xe0) return -1;
	if (lead === 0x82 || lead === 0x83) return 2.5;
	return lead === 0x81 ? 1.5 : lead >= 0x88 && lead <= 0x9f ? 0.7 : 0;
}

/**
 * Hangul has the place of the first half of GB 2312: where a dozen characters keep to it they are hardly Chinese, where a
 * few do they may be.
 */
function eucKrWeight(lead: number, trail: number): number {
	if (lead < 0xa1 || trail < 0xa1 || lead === 0xff || trail === 0xff) return -10;
	if (lead >= 0xb0 && lead <= 0xc8) return 3.2;
	return lead <= 0xa3 ? 1.5 : -6;
}

/** Weighs an encoding of one byte by how its characters stand beside one another. */
function single(parts: readonly Uint8Array[], encoding: Encoding): number {
	const decoder = new TextDecoder(encoding);
	let sum = 0;
	for (const part of parts) {
		const text = decoder.decode(part);
		for (let at = 0; at < text.length; at++)
			if (text.charCodeAt(at) >= 0x80) sum += characterWeight(text[at - 1] ?? ' ', text[at]!, text[at + 1] ?? ' ');
	}
	return sum;
}

const SIGNS = '‘’“”„‚«»‹›…–—•€£°§©®™²³½¼¾¡¿·×№\u00a0';
/** Between two letters these are letters of another encoding: "obs³uga". */
const NEVER_IN_WORDS = '³½¼¾¡¿£§©®²°';
const isLower = (letter: string): boolean => /\p{Ll}/u.test(letter);
const isUpper = (letter: string): boolean => /\p{Lu}/u.test(letter);
const isAscii = (letter: string): boolean => letter.charCodeAt(0) < 0x80;

function characterWeight(before: string, letter: string, after: string): number {
	if (letter === '\ufffd' || letter.charCodeAt(0) < 0xa0) return -10;
	if (SIGNS.includes(letter)) {
		if (NEVER_IN_WORDS.includes(letter) && /\p{L}/u.test(before) && /\p{L}/u.test(after)) return -1;
		// Signs stand between words; many in a row are bytes of something else.
		const lonely = (isAscii(before) || SIGNS.includes(before)) && (isAscii(after) || SIGNS.includes(after));
		return lonely ? 1.5 : isAscii(before) || isAscii(after) ? 0.3 : -1;
	}
	if (!/\p{L}/u.test(letter)) return -1;
	const cyrillic = /\p{Script=Cyrillic}/u.test(letter);
	const fits = (other: string): boolean => /\p{L}/u.test(other) && /\p{Script=Cyrillic}/u.test(other) === cyrillic;
	// Letters of one script stand together, and capitals at the beginning of words.
	if ([before, after].some((other) => /\p{L}/u.test(other) && !fits(other))) return -1;
	if (isUpper(letter) && isLower(before)) return -1.5;
	if (isUpper(letter) && isUpper(before) && !isAscii(before)) return cyrillic ? 0 : 0.1;
	if (cyrillic) return /[а-яё]/.test(letter) && fits(before) ? 1 : fits(after) && isLower(after) ? 0.7 : 0;
	// Two accented letters side by side are unusual in Latin writing.
	if (!isAscii(before) || !isAscii(after)) return fits(before) && fits(after) ? 0.3 : -0.6;
	return fits(before) || fits(after) ? 1.5 : 0;
}
