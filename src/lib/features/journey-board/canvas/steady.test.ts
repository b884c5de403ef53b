import { describe, expect, it } from 'vitest';
import { steady } from './steady.ts';

const list = (names: string) => [...names].map((id) => ({ id }));
const names = (all: readonly { id: string }[]) => all.map(({ id }) => id).join('');
const after = (next: string, previous: string, id: string | null) => names(steady(list(next), list(previous), id));

describe('what must not be moved in the page', () => {
	it('stays behind the neighbour it had, wherever it goes', () => {
		expect(after('abdec', 'abcde', 'c')).toBe('abcde');
		expect(after('cabde', 'abcde', 'c')).toBe('abcde');
		expect(after('bca', 'abc', 'a')).toBe('abc');
	});

	it('follows the nearest one before it that is still there; without one it comes first', () => {
		expect(after('adec', 'abcde', 'c')).toBe('acde');
		expect(after('dec', 'abcde', 'c')).toBe('cde');
	});

	it('is of no concern when it is new, gone, or none', () => {
		expect(after('abc', 'ab', 'c')).toBe('abc');
		expect(after('ba', 'abc', 'c')).toBe('ba');
		expect(after('ba', 'ab', null)).toBe('ba');
	});
});
