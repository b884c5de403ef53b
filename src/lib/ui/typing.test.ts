import { describe, expect, it } from 'vitest';
import { cutTo } from './at-most.ts';
import { composes } from './composing.ts';

describe('cutTo', () => {
	it('keeps what fits, and never half a character', () => {
		expect(cutTo('abc', 3)).toBe('abc');
		expect(cutTo('abcd', 3)).toBe('abc');
		expect(cutTo('ab😀', 3)).toBe('ab');
		expect(cutTo('ab😀', 4)).toBe('ab😀');
	});
});

describe('composes', () => {
	it('knows the Enter of an input method that comes after the composition', () => {
		expect(composes({ isComposing: true, keyCode: 13 })).toBe(true);
		expect(composes({ isComposing: false, keyCode: 229 })).toBe(true);
		expect(composes({ isComposing: false, keyCode: 13 })).toBe(false);
	});
});
