import { describe, expect, it } from 'vitest';
import {
	applyChanges,
	createCard,
	createLane,
	createScene,
	createTouchpoint,
	emptySnapshot,
	indexOf,
	put,
	type Item
} from '#domain/journey/index.ts';
import { layoutJourney } from '#domain/journey/layout.ts';
import { dropTarget } from './drop-target.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [s1, s2, touch, mood, pain] = [id(1), id(2), id(3), id(4), id(5)];
const [a, b, p] = [id(6), id(7), id(8)];

const map = applyChanges(emptySnapshot({ title: 'Map', description: '', kind: 'as-is', schema: {}, epoch: 0 }), [
	put(createScene({ id: s1, order: 'a0' })),
	put(createScene({ id: s2, order: 'a1' })),
	put(createLane({ id: touch, kind: 'touchpoints', order: 'a0' })),
	put(createLane({ id: mood, kind: 'emotion', order: 'a1' })),
	put(createLane({ id: pain, kind: 'pain-points', order: 'a2' })),
	put(createTouchpoint({ id: a, sceneId: s1, laneId: touch, order: 'a0' })),
	put(createTouchpoint({ id: b, sceneId: s1, laneId: touch, order: 'a1' })),
	put(createCard({ id: p, kind: 'note', sceneId: s2, laneId: pain, order: 'a0' }))
]);
const layout = layoutJourney(map);
const item = (id: string) => indexOf(map).byId.get(id) as Item;
const middle = (id: string) => {
	const rect = layout.items.get(id)!;
	return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 };
};
const rowMiddle = (lane: number) => layout.rows[lane]!.y + layout.rows[lane]!.height / 2;

describe('dropTarget', () => {
	it('goes between the items by their middles, counted without the dragged one', () => {
		expect(dropTarget(map, layout, { ...middle(a), y: middle(a).y - 5 }, [item(b)])).toMatchObject({
			sceneId: s1,
			laneId: touch,
			index: 0,
			accepted: true
		});
		expect(dropTarget(map, layout, { ...middle(b), y: middle(b).y + 30 }, [item(a)])).toMatchObject({ index: 1 });
	});

	it('refuses a touchpoint in a lane of texts, and everything in the curve', () => {
		expect(dropTarget(map, layout, { x: middle(a).x, y: rowMiddle(2) }, [item(a)])?.accepted).toBe(false);
		expect(dropTarget(map, layout, { x: middle(a).x, y: rowMiddle(1) }, [item(p)])?.accepted).toBe(false);
		expect(dropTarget(map, layout, { x: middle(a).x, y: rowMiddle(2) }, [item(p)])?.accepted).toBe(true);
	});

	it('draws its line inside the cell', () => {
		const { line } = dropTarget(map, layout, { x: layout.columns[1]!.x + 20, y: rowMiddle(0) }, [item(a)])!;
		expect(line.x).toBeGreaterThan(layout.columns[1]!.x);
		expect(line.y).toBeGreaterThanOrEqual(layout.rows[0]!.y);
	});
});
