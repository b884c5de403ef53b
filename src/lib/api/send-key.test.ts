import { expect, it } from 'vitest';
import { createSendKey } from './send-key.ts';

it('is the same for the same until it was answered, and another for anything else', () => {
	let next = 0;
	const key = createSendKey(() => String(next++));
	expect([key.of({ a: 1 }), key.of({ a: 1 }), key.of({ a: 2 }), key.of({ a: 1 })]).toEqual(['0', '0', '1', '2']);
	key.done();
	expect(key.of({ a: 1 })).toBe('3');
});

it('is one that the API takes', () => {
	expect(createSendKey().of(null)).toMatch(/^[\x21-\x7e]{1,255}$/);
});
