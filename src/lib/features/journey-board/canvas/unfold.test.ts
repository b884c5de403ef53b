import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unfold } from './unfold.ts';

describe('what follows when there is time', () => {
	let now = 0;
	let frame: ((time: number) => void) | null = null;
	let shown: string[] = [];
	beforeEach(() => {
		[now, frame, shown] = [10_000, null, []];
		vi.stubGlobal('performance', { now: () => now });
		vi.stubGlobal('requestAnimationFrame', (work: (time: number) => void) => ((frame = work), 1));
		vi.stubGlobal('cancelAnimationFrame', () => (frame = null));
	});
	afterEach(() => vi.unstubAllGlobals());

	/** The next frame comes after so many ms; showing one thing takes `cost`. */
	const next = (after: number): void => {
		now += after;
		const work = frame;
		frame = null;
		work?.(now);
	};
	const show = (unfold: Unfold, names: string, cost: number) =>
		[...names].map((name) => unfold.later(() => ((now += cost), shown.push(name))));

	it('comes at once while the map stands, some of it a frame', () => {
		const unfold = new Unfold((work) => work());
		show(unfold, 'abcdef', 3);
		next(16);
		expect(shown.join('')).toBe('abc');
		next(16);
		expect(shown.join('')).toBe('abcdef');
		expect(frame).toBeNull();
	});

	it('says once when all of it is there', () => {
		const unfold = new Unfold((work) => work());
		unfold.done(() => shown.push('done'));
		show(unfold, 'abcd', 3);
		next(16);
		expect(shown.join(' ')).toBe('a b c');
		next(16);
		expect(shown.join(' ')).toBe('a b c d done');
		show(unfold, 'e', 3);
		next(16);
		expect(shown.join(' ')).toBe('a b c d done e');
	});

	it('says so too where nothing waits', () => {
		const unfold = new Unfold((work) => work());
		unfold.done(() => shown.push('done'));
		next(16);
		expect(shown).toEqual(['done']);
	});

	it('comes little by little while the map moves, not when frames are late, and all of it when it rests', () => {
		const unfold = new Unfold((work) => work());
		unfold.moved();
		show(unfold, 'abcdef', 3);
		next(16);
		expect(shown.join('')).toBe('');
		next(16);
		expect(shown.join('')).toBe('a');
		unfold.moved();
		next(40);
		expect(shown.join('')).toBe('a');
		next(200);
		expect(shown.join('')).toBe('abcd');
	});

	it('does not come to what has gone meanwhile', () => {
		const unfold = new Unfold((work) => work());
		const [first] = show(unfold, 'ab', 1);
		first!();
		next(16);
		expect(shown.join('')).toBe('b');
		show(unfold, 'c', 1);
		unfold.stop();
		expect(frame).toBeNull();
	});
});
