import { describe, expect, it } from 'vitest';
import { between } from './pan-zoom.svelte.ts';

describe('a movement with an animation', () => {
	it('begins and ends where it should, and sizes evenly', () => {
		const [start, end] = [
			{ x: 0, y: 0, zoom: 1 },
			{ x: -300, y: -90, zoom: 4 }
		];
		expect(between(start, end, 0)).toEqual(start);
		expect(between(start, end, 1)).toBe(end);
		expect(between(start, end, 0.5).zoom).toBeCloseTo(2);
		expect(between(start, { x: 50, y: 20, zoom: 1 }, 0.5)).toEqual({ x: 25, y: 10, zoom: 1 });
	});

	it('keeps the point still that is at the same place before and after', () => {
		// Sized around (100, 30): offset = point · (1 − zoom).
		const end = { x: -300, y: -90, zoom: 4 };
		for (const done of [0.2, 0.5, 0.9]) {
			const { x, y, zoom } = between({ x: 0, y: 0, zoom: 1 }, end, done);
			expect(x + 100 * zoom).toBeCloseTo(100);
			expect(y + 30 * zoom).toBeCloseTo(30);
		}
	});
});
