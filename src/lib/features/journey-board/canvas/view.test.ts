import { describe, expect, it, vi } from 'vitest';
import { MARGIN, View } from './view.svelte.ts';

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

	it('goes close to a card that is far away', () => {
		const v = view();
		v.take({ x: -100, y: -60, zoom: 0.2 });
		v.closeTo({ x: 1000, y: 500, width: 200, height: 100 });
		expect(v.viewport.zoom).toBe(1);
		expect(v.toBoard({ x: 400, y: 300 })).toEqual({ x: 1100, y: 550 });
		expect(v.shown).toEqual({ x: 700, y: 250, width: 800, height: 600 });
	});

	it('fits the whole map, its columns sharing the width', () => {
		const v = view();
		const room = v.fit((room) => ({ width: Math.max(700, room), height: 700 }));
		expect(v.viewport.zoom).toBe(0.85);
		expect(room * 0.85).toBeCloseTo(792);
	});

	it('scrolls down rather than to become too small to be read', () => {
		const v = view();
		const room = v.fit((room) => ({ width: Math.max(700, room), height: 4000 }));
		expect(v.viewport.zoom).toBe(0.75);
		expect(room * 0.75).toBeCloseTo(792);
	});

	it('shows a map of many columns whole', () => {
		const v = view();
		expect(v.fit(() => ({ width: 4000, height: 1000 }))).toBe(0);
		expect(v.viewport.zoom).toBeCloseTo(792 / 4000);
		expect(v.viewport.x).toBeCloseTo(-112 * v.viewport.zoom);
	});

	it('keeps between two fingers what lay between them', () => {
		const v = view();
		v.panBy(-400, -200);
		const before = v.toBoard({ x: 300, y: 200 });
		v.pinch({ x: 300, y: 200, apart: 100 }, { x: 320, y: 220, apart: 130 });
		expect(v.viewport.zoom).toBeCloseTo(1.3);
		const after = v.toBoard({ x: 320, y: 220 });
		expect(after.x).toBeCloseTo(before.x);
		expect(after.y).toBeCloseTo(before.y);
		v.pinch({ x: 300, y: 200, apart: 100 }, { x: 300, y: 200, apart: 900 });
		expect(v.viewport.zoom).toBe(1.6);
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

	describe('while an animation is under way', () => {
		/** A view whose animation has begun and not come far. */
		function underWay(): View {
			const v = view();
			v.animate = (end) => (v.goal = end);
			return v;
		}

		it('goes on from where the animation will end: no step of somebody who presses quickly is lost', () => {
			const v = underWay();
			for (let i = 0; i < 3; i++) v.zoomBy(1 / 1.25);
			expect(v.viewport.zoom).toBe(1);
			expect(v.goal!.zoom).toBeCloseTo(1 / 1.25 ** 3);
			v.zoomBy(1.25);
			const { x, y } = v.goal!;
			v.panBy(-100, 0);
			v.panBy(-100, 0);
			expect(v.goal).toMatchObject({ x: x - 200, y });
		});

		it('brings and shows things where they will be', () => {
			const v = underWay();
			v.closeTo({ x: 1000, y: 500, width: 200, height: 100 });
			const goal = v.goal;
			expect(v.bring({ x: 1000, y: 500, width: 200, height: 100 })).toBe(false);
			v.show({ x: 1000 - 112, y: 500 - 74, width: 200, height: 100 }, { x: true, y: true });
			expect(v.goal).toBe(goal);
			v.bring({ x: 1500, y: 500, width: 200, height: 100 });
			expect(v.goal!.x).toBe(800 - 24 - 1700);
		});

		it('ends it for two fingers', () => {
			const v = underWay();
			v.halt = () => (v.goal = null);
			v.zoomBy(0.5);
			v.pinch({ x: 0, y: 0, apart: 100 }, { x: 0, y: 0, apart: 150 });
			expect(v.goal).toBeNull();
			expect(v.viewport.zoom).toBe(1.5);
		});
	});

	it('brings a card into view with the smallest move, or leaves the view alone', () => {
		const v = view();
		expect(v.bring({ x: 130, y: 90, width: 200, height: 80 }, 10)).toBe(false);
		expect(v.bring({ x: 1500, y: 90, width: 200, height: 80 }, 10)).toBe(true);
		expect(v.toBoard({ x: 790, y: 0 }).x).toBeCloseTo(1700);
	});

	it('shows what the keyboard came to, along the axes it moves on', () => {
		const v = view();
		v.show({ x: 900, y: 700, width: 34, height: 34 }, { x: true, y: false });
		expect(v.viewport).toEqual({ x: -112 - 142, y: -74, zoom: 1 });
		const there = v.viewport;
		v.show({ x: 100, y: 100, width: 50, height: 50 }, { x: true, y: true });
		expect(v.viewport).toEqual(there);
	});

	it('has room behind the last scene for the button there, however small the map is shown', () => {
		const v = view();
		v.take({ x: -112 * 0.2, y: -74 * 0.2, zoom: 0.2 });
		v.panBy(-99_999, 0);
		expect(2112 * 0.2 + v.viewport.x).toBeLessThanOrEqual(800 - 8 - 34);
	});

	it('has elements around the screen, the same through many movements, new ones when it comes near their end', () => {
		const v = view();
		v.panBy(-400, -200);
		const first = v.around;
		const { x, y } = v.viewport;
		expect(first).toEqual({ x: -x - MARGIN, y: -y - MARGIN, width: 800 + 2 * MARGIN, height: 600 + 2 * MARGIN });
		v.panBy(-130, 100);
		expect(v.around).toBe(first);
		v.panBy(-20, 0);
		expect(v.around.x).toBe(-v.viewport.x - MARGIN);
	});

	it('and as many of them when it is made larger or smaller', () => {
		const v = view();
		v.take({ ...v.viewport, zoom: 0.5 });
		expect(v.around.width).toBe((800 + 2 * MARGIN) / 0.5);
		v.take({ ...v.viewport, zoom: 0.55 });
		expect(v.around.width).toBe((800 + 2 * MARGIN) / 0.5);
		v.take({ ...v.viewport, zoom: 1 });
		expect(v.around.width).toBe(800 + 2 * MARGIN);
	});

	describe('while the map is being sized', () => {
		const sized = (v: View, zoom: number) => v.take({ ...v.viewport, zoom });

		it('draws what it drew, larger or smaller, and as the size asks for when it stands', () => {
			const v = view();
			v.moving = true;
			sized(v, 0.5);
			expect(v.level).toBe(1);
			v.moving = false;
			expect(v.level).toBe(0.5);
		});

		it('draws anew when that would be too coarse', () => {
			const v = view();
			v.moving = true;
			sized(v, 0.3);
			expect(v.level).toBe(0.3);
			sized(v, 0.8);
			expect(v.level).toBe(0.3);
			sized(v, 1);
			expect(v.level).toBe(1);
		});

		it('draws at once what no hand is moving', () => {
			const v = view();
			sized(v, 0.5);
			expect(v.level).toBe(0.5);
			expect(v.headLevel).toBe(0.5);
		});

		it('lays its heads out now and then, and at the end', () => {
			vi.useFakeTimers({ now: 0 });
			try {
				const v = view();
				vi.advanceTimersByTime(1_000);
				v.moving = true;
				sized(v, 0.9);
				expect(v.headLevel).toBe(0.9);
				sized(v, 0.8);
				expect(v.headLevel).toBe(0.9);
				vi.advanceTimersByTime(200);
				sized(v, 0.7);
				expect(v.headLevel).toBe(0.7);
				sized(v, 0.6);
				v.moving = false;
				expect(v.headLevel).toBe(0.6);
			} finally {
				vi.useRealTimers();
			}
		});

		it('keeps what there is while it becomes larger, until it stands', () => {
			const v = view();
			v.take({ x: -100, y: -60, zoom: 0.5 });
			const { around } = v;
			v.moving = true;
			v.pinch({ x: 400, y: 300, apart: 100 }, { x: 400, y: 300, apart: 280 });
			expect(v.around).toBe(around);
			v.moving = false;
			expect(v.around.width).toBeLessThan(around.width);
		});

		it('with two fingers as with a wheel', () => {
			const v = view();
			v.pinching = true;
			v.pinch({ x: 400, y: 300, apart: 100 }, { x: 400, y: 300, apart: 60 });
			expect(v.level).toBe(1);
			v.pinching = false;
			expect(v.level).toBe(0.6);
		});
	});
});
