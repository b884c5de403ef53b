import { expect, it } from 'vitest';
import { createPress } from './press.ts';

it('what is pressed again at once is the same press, however long it is held', () => {
	let at = 0;
	const press = createPress(() => at);
	expect(press.isAgain()).toBe(false);
	at = 1000;
	press.done();
	at = 1400;
	expect(press.isAgain()).toBe(true);
	at = 1800;
	expect(press.isAgain()).toBe(true);
	at = 2301;
	expect(press.isAgain()).toBe(false);
});

it('what was refused may be pressed again at once', () => {
	const press = createPress(() => 0);
	expect([press.isAgain(), press.isAgain()]).toEqual([false, false]);
});
