import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../tests/support/journey.ts';
import { applyChanges } from './changes.ts';
import { cellAt, dropAt, dropLine, layoutJourney, metrics } from './layout.ts';
import { itemsIn } from './queries.ts';

const s = retail();
const layout = layoutJourney(s);

describe('layoutJourney', () => {
	it('puts columns and rows side by side without gaps', () => {
		layout.columns.slice(1).forEach((c, i) => expect(c.x).toBe(layout.columns[i]!.x + layout.columns[i]!.width));
		layout.rows.slice(1).forEach((r, i) => expect(r.y).toBe(layout.rows[i]!.y + layout.rows[i]!.height));
		expect(layout.columns[0]!.x).toBe(metrics.headerWidth);
		expect(layout.height).toBe(layout.rows.at(-1)!.y + layout.rows.at(-1)!.height);
	});

	it('stacks the cards of a cell inside it, none over another', () => {
		for (const column of layout.columns)
			for (const row of layout.rows) {
				let bottom = row.y;
				for (const item of itemsIn(s, { sceneId: column.id, laneId: row.id })) {
					const rect = layout.items.get(item.id)!;
					expect(rect.y).toBeGreaterThan(bottom);
					expect(rect.x).toBeGreaterThan(column.x);
					expect(rect.x + rect.width).toBeLessThan(column.x + column.width);
					bottom = rect.y + rect.height;
				}
				expect(bottom).toBeLessThanOrEqual(row.y + row.height);
			}
		expect(layout.items.size).toBe(s.touchpoints.length + s.cards.length);
	});

	it('follows widths and heights that people set', () => {
		const wide = applyChanges(s, [
			...run(s, 'editScene', { id: s.scenes[0]!.id, fields: { width: 400 } }, idsFrom(1)).changes,
			...run(s, 'editLane', { id: s.lanes[2]!.id, fields: { height: 300 } }, idsFrom(1)).changes
		]);
		const next = layoutJourney(wide);
		expect(next.columns[1]!.x).toBe(layout.columns[1]!.x + 400 - metrics.columnWidth);
		expect(next.rows[2]!.height).toBe(300);
	});
});

describe('room', () => {
	const n = s.scenes.length;

	it('is taken by the columns, all of it, but none gets wider than can be read', () => {
		const wide = layoutJourney(s, { room: n * 300 });
		expect(wide.width - wide.header.width).toBe(n * 300);
		expect(layoutJourney(s, { room: 99_999 }).columns[0]!.width).toBe(metrics.widest);
		expect(layoutJourney(s, { room: 10 }).columns).toEqual(layout.columns);
	});

	it('leaves widths that people set alone, and shares the rest', () => {
		const set = applyChanges(
			s,
			run(s, 'editScene', { id: s.scenes[0]!.id, fields: { width: 400 } }, idsFrom(1)).changes
		);
		const wide = layoutJourney(set, { room: 400 + (n - 1) * 310 });
		expect(wide.columns.map((one) => one.width)).toEqual([400, ...Array(n - 1).fill(310)]);
	});

	it('is not taken by lanes: a lane is as high as its highest cell', () => {
		for (const [r, row] of layout.rows.entries()) {
			const lane = s.lanes[r]!;
			const bottoms = layout.columns.flatMap((column) =>
				itemsIn(s, { sceneId: column.id, laneId: lane.id }).map((item) => {
					const rect = layout.items.get(item.id)!;
					return rect.y + rect.height;
				})
			);
			if (bottoms.length > 0) expect(row.y + row.height - Math.max(...bottoms)).toBeLessThanOrEqual(metrics.foot);
		}
	});
});

describe('dropAt, the inverse', () => {
	it('gives the cell and the place in it, before and after each card', () => {
		for (const item of [...s.touchpoints, ...s.cards]) {
			const rect = layout.items.get(item.id)!;
			const index = itemsIn(s, item).findIndex((i) => i.id === item.id);
			const cell = { sceneId: item.sceneId, laneId: item.laneId };
			expect(dropAt(s, layout, { x: rect.x + 5, y: rect.y + 1 })).toEqual({ ...cell, index });
			expect(dropAt(s, layout, { x: rect.x + 5, y: rect.y + rect.height - 1 })).toEqual({ ...cell, index: index + 1 });
			// What is dragged does not count, so dropping a card where it lies changes nothing.
			const drop = dropAt(s, layout, { x: rect.x + 5, y: rect.y + rect.height - 1 }, new Set([item.id]))!;
			expect(run(s, 'moveCards', { ids: [item.id], ...drop }, idsFrom(1)).changes).toEqual([]);
			expect(dropLine(s, layout, drop, new Set([item.id]))!.x).toBe(rect.x);
		}
	});

	it('takes points outside to the nearest cell, and knows an empty map', () => {
		expect(cellAt(layout, { x: -100, y: -100 })).toEqual({ sceneId: s.scenes[0]!.id, laneId: s.lanes[0]!.id });
		expect(cellAt(layout, { x: 1e6, y: 1e6 })).toEqual({ sceneId: s.scenes.at(-1)!.id, laneId: s.lanes.at(-1)!.id });
		expect(cellAt({ ...layout, columns: [] }, { x: 1, y: 1 })).toBeNull();
	});
});
