/** Pairs of bytes of GB 18030 by the character that they are; computed once from the decoder. */
let pairs: Map<string, readonly [number, number]> | undefined;

function gbPairs(): Map<string, readonly [number, number]> {
	if (pairs) return pairs;
	pairs = new Map();
	const decoder = new TextDecoder('gb18030');
	for (let lead = 0x81; lead <= 0xfe; lead++)
		for (let trail = 0x40; trail <= 0xfe; trail++) {
			const letter = decoder.decode(new Uint8Array([lead, trail]));
			if (trail !== 0x7f && letter.length === 1 && letter !== '\ufffd') pairs.set(letter, [lead, trail]);
		}
	return pairs;
}

export const testEncodings = ['UTF-8', 'UTF-8 BOM', 'UTF-16LE', 'UTF-16BE', 'GB18030'] as const;

/** A text as bytes; in GB 18030 it has no characters of four bytes. */
export function encode(text: string, encoding: (typeof testEncodings)[number]): Uint8Array {
	if (encoding === 'UTF-8') return new TextEncoder().encode(text);
	if (encoding === 'UTF-8 BOM') return new TextEncoder().encode(`\ufeff${text}`);
	if (encoding === 'GB18030')
		return Uint8Array.from(
			[...text].flatMap((letter) => (letter < '\x80' ? letter.charCodeAt(0) : [...gbPairs().get(letter)!]))
		);
	const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
	return new Uint8Array(encoding === 'UTF-16LE' ? bytes : bytes.swap16());
}
