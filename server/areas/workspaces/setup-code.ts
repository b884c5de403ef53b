import { createHmac, timingSafeEqual } from 'node:crypto';

/** Easy to read aloud and to type: no 0/O, 1/I/L, U/V. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ';

/**
 * What whoever starts the program reads in its log, and a stranger who finds a new installation first does not: three
 * groups of four, some 58 bits. Made of the secret, so that all processes of an installation name the same.
 */
export function setupCode(secret: string): string {
	const bytes = createHmac('sha256', secret).update('set-up code').digest();
	const letters = Array.from({ length: 12 }, (_, at) => LETTERS[bytes.readUInt16BE(at * 2) % LETTERS.length]);
	return [0, 4, 8].map((from) => letters.slice(from, from + 4).join('')).join('-');
}

/** However it was typed: small letters, without the dashes, with spaces. */
export function isSetupCode(secret: string, given: unknown): boolean {
	if (typeof given !== 'string') return false;
	const plain = (text: string): Buffer => Buffer.from(text.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''));
	const [asked, own] = [plain(given.slice(0, 100)), plain(setupCode(secret))];
	return asked.length === own.length && timingSafeEqual(asked, own);
}
