import { describe, expect, it } from 'vitest';
import { intentOf, type Key } from './keyboard.ts';

const key = (name: string, over: Partial<Key> = {}): Key => ({
	key: name,
	ctrlKey: false,
	metaKey: false,
	shiftKey: false,
	altKey: false,
	...over
});

describe('keys of the board', () => {
	it('moves the focus with arrows and the card with Alt', () => {
		expect(intentOf(key('ArrowLeft'))).toEqual({ do: 'focus', direction: 'left' });
		expect(intentOf(key('ArrowDown', { altKey: true }))).toEqual({ do: 'move', direction: 'down' });
	});

	it('undoes and redoes on both families of keyboards', () => {
		expect(intentOf(key('z', { ctrlKey: true }))).toEqual({ do: 'undo' });
		expect(intentOf(key('z', { metaKey: true }))).toEqual({ do: 'undo' });
		expect(intentOf(key('Z', { ctrlKey: true, shiftKey: true }))).toEqual({ do: 'redo' });
		expect(intentOf(key('y', { ctrlKey: true }))).toEqual({ do: 'redo' });
	});

	it('leaves the browser its own keys', () => {
		expect(intentOf(key('ArrowLeft', { ctrlKey: true }))).toBeNull();
		expect(intentOf(key('r', { ctrlKey: true }))).toBeNull();
		expect(intentOf(key('Tab'))).toBeNull();
		expect(intentOf(key('d', { altKey: true }))).toBeNull();
	});

	it('opens the help with a question mark, shifted as it is on most keyboards', () => {
		expect(intentOf(key('?', { shiftKey: true }))).toEqual({ do: 'help' });
	});
});
