import { describe, expect, it } from 'vitest';
import { View } from './view.svelte.ts';

function view(): View {
	const view = new View();
	view.width = 800;
	view.height = 600;
	view.bounds = { x: 112, y: 74, width: 2000, height: 1000 };
	return view;
}

describe('View', () => {
	it('starts right at the heads and cannot be moved before them', () => {
		const v = view();
		expect(v.viewport).toEqual({ x: -112, y: -74, zoom: 1 });
		v.panBy(500, 500);
		expect(v.viewport).toEqual({ x: -112, y: -74, zoom: 1 });
	});

	it('stops a little after the end of the map', () => {
		const v = view();
		v.panBy(-99_999, -99_999);
		expect(v.toBoard({ x: 800, y: 600 })).toEqual({ x: 2112 + 120, y: 1074 + 120 });
	});

	it('fits the whole map', () => {
		const v = view();
		v.fit();
		expect(v.viewport.zoom).toBeCloseTo(784 / 2000);
		expect(v.viewport.x).toBeCloseTo(-112 * v.viewport.zoom);
	});

	it('keeps the middle in place when it zooms', () => {
		const v = view();
		v.panBy(-500, -100);
		const before = v.toBoard({ x: 400, y: 300 });
		v.zoomBy(1.25);
		const after = v.toBoard({ x: 400, y: 300 });
		expect(after.x).toBeCloseTo(before.x);
		expect(after.y).toBeCloseTo(before.y);
	});

	it('brings a card into view with the smallest move, or leaves the view alone', () => {
		const v = view();
		expect(v.bring({ x: 130, y: 90, width: 200, height: 80 }, 10)).toBe(false);
		expect(v.bring({ x: 1500, y: 90, width: 200, height: 80 }, 10)).toBe(true);
		expect(v.toBoard({ x: 790, y: 0 }).x).toBeCloseTo(1700);
	});
});
