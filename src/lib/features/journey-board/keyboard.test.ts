import { describe, expect, it } from 'vitest';
import { AfterTyping, inOutline, intentOf, type Key } from './keyboard.ts';

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

	it('leaves the outline its Tab and its arrows; there scenes stand below one another', () => {
		const meant = (name: string, over: Partial<Key>, at: 'item' | 'scene' | 'lane') =>
			inOutline(intentOf(key(name, over))!, at);
		expect(meant('ArrowDown', {}, 'item')).toBeNull();
		expect(meant('0', {}, 'item')).toBeNull();
		expect(meant('F2', {}, 'lane')).toEqual({ do: 'edit' });
		expect(meant('ArrowDown', { altKey: true }, 'lane')).toEqual({ do: 'move', direction: 'down' });
		expect(meant('ArrowDown', { altKey: true }, 'item')).toEqual({ do: 'move', direction: 'down' });
		expect(meant('ArrowDown', { altKey: true }, 'scene')).toEqual({ do: 'move', direction: 'right' });
		expect(meant('ArrowUp', { altKey: true }, 'scene')).toEqual({ do: 'move', direction: 'left' });
	});
});

describe('keys after a title was ended', () => {
	let now = 0;
	const after = () => {
		const typing = new AfterTyping(() => now);
		typing.begin('item:a');
		return typing;
	};

	it.each(['n', 'i', '-', '0', '?', ' ', 'Backspace', 'Delete'])('%s does nothing while somebody types on', (name) => {
		const typing = after();
		for (const _ of 'twenty letters, slow') {
			now += 400;
			expect(typing.swallows(key(name), 'item:a')).toBe(true);
		}
	});

	it('they work again after a pause, after another key, and elsewhere', () => {
		const paused = after();
		now += 1200;
		expect(paused.swallows(key('n'), 'item:a')).toBe(false);

		const moved = after();
		expect(moved.swallows(key('ArrowDown'), 'item:a')).toBe(false);
		expect(moved.swallows(key('n'), 'item:a')).toBe(false);

		expect(after().swallows(key('n'), 'item:b')).toBe(false);
		expect(after().swallows(key('z', { ctrlKey: true }), 'item:a')).toBe(false);
		expect(new AfterTyping(() => now).swallows(key('n'), 'item:a')).toBe(false);
	});
});
