import { describe, expect, it } from 'vitest';
import {
	applyChanges,
	createCard,
	createLane,
	createScene,
	createTouchpoint,
	emptySnapshot,
	put,
	remove
} from '#domain/journey/index.ts';
import { firstPlace, nearest, rowEnd, step, type Place } from './focus.ts';

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [s1, s2, touch, pain] = [id(1), id(2), id(3), id(4)];
const [a, b, c, p] = [id(5), id(6), id(7), id(8)];

const map = applyChanges(emptySnapshot({ title: 'Map', description: '', kind: 'as-is', schema: {}, epoch: 0 }), [
	put(createScene({ id: s1, order: 'a0' })),
	put(createScene({ id: s2, order: 'a1' })),
	put(createLane({ id: touch, kind: 'touchpoints', order: 'a0' })),
	put(createLane({ id: pain, kind: 'pain-points', order: 'a1' })),
	put(createTouchpoint({ id: a, sceneId: s1, laneId: touch, order: 'a0' })),
	put(createTouchpoint({ id: b, sceneId: s1, laneId: touch, order: 'a1' })),
	put(createTouchpoint({ id: c, sceneId: s2, laneId: touch, order: 'a0' })),
	put(createCard({ id: p, kind: 'pain-point', sceneId: s2, laneId: pain, order: 'a0' }))
]);
const item = (id: string): Place => ({ at: 'item', id });

describe('moving the focus', () => {
	it('starts at the first item', () => {
		expect(firstPlace(map)).toEqual(item(a));
	});

	it('goes down through the cell, then into the lane below', () => {
		expect(step(map, item(a), 'down')).toEqual(item(b));
		expect(step(map, item(b), 'down')).toEqual({ at: 'cell', sceneId: s1, laneId: pain });
		expect(step(map, { at: 'cell', sceneId: s1, laneId: pain }, 'up')).toEqual(item(b));
	});

	it('goes sideways to the same height, clamped', () => {
		expect(step(map, item(b), 'right')).toEqual(item(c));
		expect(step(map, { at: 'cell', sceneId: s1, laneId: pain }, 'right')).toEqual(item(p));
	});

	it('reaches the heads of scenes and lanes, and stops at the edge', () => {
		expect(step(map, item(a), 'up')).toEqual({ at: 'scene', id: s1 });
		expect(step(map, item(a), 'left')).toEqual({ at: 'lane', id: touch });
		expect(step(map, { at: 'scene', id: s1 }, 'up')).toEqual({ at: 'scene', id: s1 });
		expect(step(map, item(c), 'right')).toEqual(item(c));
		expect(step(map, { at: 'scene', id: s1 }, 'down')).toEqual(item(a));
	});

	it('knows the ends of a row', () => {
		expect(rowEnd(map, item(a), 'last')).toEqual(item(c));
		expect(rowEnd(map, item(c), 'first')).toEqual(item(a));
	});

	it('falls to the nearest place when the one in focus is deleted', () => {
		const after = applyChanges(map, [remove({ type: 'touchpoint', id: b })]);
		expect(nearest(map, after, item(b))).toEqual(item(a));
		const empty = applyChanges(after, [remove({ type: 'touchpoint', id: a })]);
		expect(nearest(after, empty, item(a))).toEqual({ at: 'cell', sceneId: s1, laneId: touch });
	});
});
