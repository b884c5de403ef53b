import { describe, expect, it } from 'vitest';
import type { Planned } from '#domain/imports/index.ts';
import { sampleOf } from './sample.ts';

const rows = (letters: string): Planned[] =>
	[...letters].map((letter, at) => {
		const row = at + 1;
		if (letter === 'w') return { status: 'wrong', row, issues: [] };
		if (letter === 'o') return { status: 'left_out', row, because: 'value' };
		return { status: 'ready', row: { row, touchpointId: 't', score: 1, key: String(at) } };
	});
const numbers = (letters: string): number[] => sampleOf(rows(letters)).map(({ number }) => number);

describe('the rows a preview shows', () => {
	it('are the first ones when all are alike', () => expect(numbers('r'.repeat(20))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]));
	it('are all of a short file', () => expect(numbers('rwo')).toEqual([1, 2, 3]));
	it('hold ready ones where the first many wait for a choice', () =>
		expect(numbers('w'.repeat(10) + 'r'.repeat(10))).toEqual([1, 2, 3, 4, 11, 12, 13, 14]));
	it('hold rows that are not ready where they come late', () =>
		expect(numbers('r'.repeat(30) + 'w' + 'oo')).toEqual([1, 2, 3, 4, 5, 31, 32, 33]));
	it('are none of an empty file', () => expect(numbers('')).toEqual([]));
});
