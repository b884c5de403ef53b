import { describe, expect, it } from 'vitest';
import { numberIn } from './number-in.ts';

describe('what stands in a number field', () => {
	it.each([
		[null, null],
		[undefined, null],
		['', null],
		['  ', null],
		[0, 0],
		['0', 0],
		['80.5', 80.5],
		[-3, -3],
		['x', NaN]
	])('%o is %o', (bound, number) => expect(numberIn(bound)).toEqual(number));
});
