import { describe, expect, it } from 'vitest';
import type { Key } from '../keyboard.ts';
import { LostField } from './lost-field.ts';

const key = (name: string, over: Partial<Key> = {}): Key => ({
	key: name,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	altKey: false,
	...over
});

let now = 0;
/** Somebody was in a field, which is gone. */
const lost = () => {
	const field = new LostField(() => now);
	field.entered(new EventTarget());
	return field;
};

describe('keys after the field in which somebody types has gone', () => {
	it.each(['n', 'i', '-', '0', '?', ' ', '中', 'Backspace', 'Delete', 'Enter'])('%s does nothing', (name) => {
		const field = lost();
		for (const _ of 'twenty letters, slow') {
			now += 1500;
			expect(field.swallows(key(name))).toBe(true);
		}
	});

	it.each(['a', 'x', 'v', 'z', 'Z'])('Ctrl and %s, which work on a text, do nothing', (name) => {
		expect(lost().swallows(key(name, { ctrlKey: true }))).toBe(true);
		expect(lost().swallows(key(name, { metaKey: true }))).toBe(true);
	});

	it('are not meant for it when the key before ended it, however quickly they follow', () => {
		const target = new EventTarget();
		const field = new LostField(() => now);
		field.entered(target);
		field.mayEnd(target);
		expect(field.swallows(key('Control', { ctrlKey: true }))).toBe(false);
		expect(field.swallows(key('z', { ctrlKey: true }))).toBe(false);
		// An Enter within a paragraph ends nothing: what comes after the field is gone is meant for it.
		field.entered(target);
		field.mayEnd(target);
		field.ended(target, false);
		expect(field.swallows(key('Backspace'))).toBe(true);
		field.mayEnd(target);
		field.ended(target, true);
		expect(field.swallows(key('Backspace'))).toBe(false);
	});

	it('however late the first of them comes: who thinks about a word has not seen that the field is gone', () => {
		const field = lost();
		now += 60_000;
		expect(field.swallows(key('Backspace'))).toBe(true);
		expect(field.swallows(key('Backspace'))).toBe(true);
	});

	it('they work again after a pause', () => {
		const field = lost();
		expect(field.swallows(key('Backspace'))).toBe(true);
		now += 3200;
		expect(field.swallows(key('Backspace'))).toBe(false);
		expect(field.swallows(key('n'))).toBe(false);
	});

	it.each(['ArrowDown', 'Escape', 'Tab', 'Home', 'F2'])('they work again after %s', (name) => {
		const field = lost();
		expect(field.swallows(key(name))).toBe(false);
		expect(field.swallows(key('Delete'))).toBe(false);
	});

	it('Shift and Ctrl by themselves say nothing', () => {
		const field = lost();
		expect(field.swallows(key('Shift'))).toBe(false);
		expect(field.swallows(key('Control'))).toBe(false);
		expect(field.swallows(key('N'))).toBe(true);
	});

	it('they work where somebody has left the field', () => {
		const field = lost();
		field.mayHaveLeft(() => false);
		expect(field.swallows(key('n'))).toBe(true);
		field.mayHaveLeft(() => true);
		expect(field.swallows(key('n'))).toBe(false);
		expect(new LostField(() => now).swallows(key('n'))).toBe(false);
	});

	it('the next field begins anew', () => {
		const field = lost();
		field.swallows(key('n'));
		field.entered(new EventTarget());
		now += 5000;
		expect(field.swallows(key('Delete'))).toBe(true);
	});
});
