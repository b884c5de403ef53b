import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../tests/support/journey.ts';
import { applyChanges, remove } from './changes.ts';
import { indexOf, itemsIn, neighbours, positionOf, touchpointsOf } from './queries.ts';
import { journeyView } from './view.ts';

const s = retail();
const touchpoint = (title: string) => s.touchpoints.find((t) => t.title === title)!;

describe('queries', () => {
	it('lists the touchpoints of a scene from top to bottom', () => {
		expect(touchpointsOf(s, s.scenes[2]!.id).map((t) => t.title)).toEqual([
			'Queue at the till',
			'Self-checkout',
			'Online cart and payment'
		]);
		expect(positionOf(s, touchpoint('Self-checkout'))).toBe(1);
		expect(indexOf(s)).toBe(indexOf(s));
	});

	it('finds the neighbours of a card in all four directions, and up- and downstream', () => {
		const till = neighbours(s, touchpoint('Queue at the till'));
		expect(till.up).toBeNull();
		expect(till.down!.title).toBe('Self-checkout');
		expect(till.left!.title).toBe('Advice in the store');
		expect(till.right!.title).toBe('Delivery message');
		expect(till.before.map((t) => t.title)).toEqual(['Fitting room']);
		expect(till.after.map((t) => t.title)).toEqual(['Returns and exchange']);
		expect(neighbours(s, touchpoint('Online cart and payment')).down).toMatchObject({ type: 'card', kind: 'action' });
	});

	it('lists cards whose scene or lane is gone as orphans, and keeps them movable', () => {
		const id = s.scenes[2]!.id;
		const broken = applyChanges(s, [remove({ type: 'scene', id })]);
		const lost = [...s.touchpoints, ...s.cards].filter((i) => i.sceneId === id);
		expect(broken.orphans.map((o) => o.record.id).sort()).toEqual(lost.map((i) => i.id).sort());
		expect(broken.orphans.every((o) => o.missing === 'scene')).toBe(true);
		expect(broken.touchpoints.some((t) => t.sceneId === id)).toBe(false);
		expect(broken.paths.length).toBeLessThan(s.paths.length);
		const to = { sceneId: s.scenes[0]!.id, laneId: s.lanes[0]!.id };
		const saved = applyChanges(
			broken,
			run(broken, 'moveCards', { ids: [touchpoint('Self-checkout').id], ...to }, idsFrom(3)).changes
		);
		expect(itemsIn(saved, to).map((i) => i.title)).toContain('Self-checkout');
	});
});

describe('journeyView', () => {
	it('is the whole map in the order of the map, with named fields', () => {
		const view = journeyView('the-id', s);
		expect(Object.keys(view)).toEqual([
			'id',
			'title',
			'description',
			'kind',
			'scenes',
			'lanes',
			'touchpoints',
			'cards',
			'paths',
			'personas'
		]);
		expect(view.touchpoints.map((t) => t.title).slice(0, 4)).toEqual([
			'Social post',
			'Online shop, product page',
			'Advice in the store',
			'Fitting room'
		]);
		expect(Object.keys(view.touchpoints[0]!).sort()).toEqual([
			'channel',
			'departmentId',
			'description',
			'expectedEmotion',
			'id',
			'laneId',
			'momentOfTruth',
			'sceneId',
			'title'
		]);
		expect(view.cards.find((c) => c.kind === 'pain-point')).toHaveProperty('severity');
		expect(JSON.stringify(view)).not.toContain('"order"');
	});
});
