import { describe, expect, it } from 'vitest';
import { textLines } from './text-lines.ts';

/** Texts and what they take in DejaVu Sans at 13 px. */
const MEASURED = [
	['Compares the price on the phone', 218.3],
	['Which tool solves this?', 148.5],
	['Yearly review', 86],
	['Late Flight', 68.7],
	['访谈，市中心店', 91]
] as const;

describe('textLines', () => {
	it('counts an empty text as one line', () => {
		expect(textLines('', 200, 13, 3)).toBe(1);
	});

	it('wraps Han characters anywhere', () => {
		expect(textLines('优惠信息太多看不到重点', 13 * 11, 13, 4)).toBe(1);
		expect(textLines('优惠信息太多看不到重点', 13 * 10, 13, 4)).toBe(2);
	});

	it('keeps Latin words whole', () => {
		expect(textLines('waiting in line', 13 * 5, 13, 4)).toBe(2);
	});

	it('space at the end of a line takes no room', () => {
		// Each word fills its line.
		expect(textLines('nnnnnnnnnn nnnnnnnnnn', 13 * 0.62 * 10 + 1, 13, 4)).toBe(2);
	});

	it('is not below what letters take in DejaVu Sans', () => {
		// It does not fit into one pixel less, and does into a tenth more.
		for (const [text, width] of MEASURED)
			expect([text, textLines(text, width - 1, 13, 9), textLines(text, width * 1.1, 13, 9)]).toEqual([text, 2, 1]);
	});

	it('breaks a word that is longer than the line, honours line breaks, and stops at the most', () => {
		expect(textLines('x'.repeat(60), 13 * 10, 13, 9)).toBeGreaterThan(2);
		expect(textLines('a\nb\nc', 500, 13, 9)).toBe(3);
		expect(textLines('长'.repeat(500), 100, 13, 4)).toBe(4);
	});
});
