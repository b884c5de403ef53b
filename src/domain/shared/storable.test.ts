import { expect, it } from 'vitest';
import { isStorable, storable } from './storable.ts';

it('takes out what cannot be stored, and nothing else', () => {
	expect(storable('a\0b\0')).toBe('ab');
	expect(storable('half \ud83d, whole 😀')).toBe('half \ufffd, whole 😀');
	expect(['a\0', '\udc00', 'fine 😀'].map(isStorable)).toEqual([false, false, true]);
	expect(storable('店\tline\n')).toBe('店\tline\n');
});
