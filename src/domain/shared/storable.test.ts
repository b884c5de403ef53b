import { expect, it } from 'vitest';
import { cut, isStorable, storable, unstorable } from './storable.ts';

it('takes out what cannot be stored, and nothing else', () => {
	expect(storable('a\0b\0')).toBe('ab');
	expect(storable('half \ud83d, whole 😀')).toBe('half \ufffd, whole 😀');
	expect(['a\0', '\udc00', 'fine 😀'].map(isStorable)).toEqual([false, false, true]);
	expect(storable('店\tline\n')).toBe('店\tline\n');
});

it('cuts without halving a character', () => {
	expect(cut('abc', 3)).toBe('abc');
	expect(cut('abcd', 3)).toBe('abc');
	expect(cut('ab😀', 3)).toBe('ab');
	expect(cut('ab😀c', 4)).toBe('ab😀');
	expect(cut('😀', 1)).toBe('');
});

it('finds what cannot be stored anywhere in JSON, and says where', () => {
	expect(unstorable({ a: ['fine', { b: 'x\0' }] })).toMatchObject([{ code: 'text', path: ['a', 1, 'b'] }]);
	expect(unstorable({ 'k\ud800': 1 })).toMatchObject([{ code: 'text', path: [] }]);
	expect(unstorable({ a: 1, b: null, c: true })).toEqual([]);
	const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as unknown;
	expect(unstorable(deep)).toMatchObject([{ code: 'too_deep' }]);
});

it('leaves to others what they judge themselves', () => {
	expect(unstorable({ rows: ['x\0'], name: 'fine' }, 'rows')).toEqual([]);
	expect(unstorable({ rows: [], name: 'x\0' }, 'rows')).toMatchObject([{ path: ['name'] }]);
	expect(unstorable({ inner: { rows: ['x\0'] } }, 'rows')).toHaveLength(1);
});
