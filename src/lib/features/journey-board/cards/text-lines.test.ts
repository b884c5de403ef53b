import { describe, expect, it } from 'vitest';
import { textLines } from './text-lines.ts';

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

	it('breaks a word that is longer than the line, honours line breaks, and stops at the most', () => {
		expect(textLines('x'.repeat(60), 13 * 10, 13, 9)).toBeGreaterThan(2);
		expect(textLines('a\nb\nc', 500, 13, 9)).toBe(3);
		expect(textLines('长'.repeat(500), 100, 13, 4)).toBe(4);
	});
});
