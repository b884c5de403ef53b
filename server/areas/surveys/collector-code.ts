import { randomInt } from 'node:crypto';

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A collector's code: 12 of 62 letters, 71 random bits. Short enough for a QR code that a phone reads across a counter;
 * with ten million codes in use, a million guesses a second would need about ten years for one hit.
 */
export const newCode = (): string => Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** Could somebody have made this code? Everything else is answered without asking the database. */
export const isCode = (code: string): boolean => /^[0-9A-Za-z]{1,64}$/.test(code);
