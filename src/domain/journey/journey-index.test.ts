import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retail } from '../../../tests/support/journey.ts';
import { applyChanges, patch, put, remove, type Change } from './changes.ts';
import { makeIndex } from './journey-index.ts';
import { indexOf } from './queries.ts';
import { createCard } from './records/card.ts';
import type { JourneySnapshot } from './snapshot.ts';

const start = retail();

/** Everything that an index says of a snapshot. */
const told = (snapshot: JourneySnapshot, index: ReturnType<typeof indexOf>) => ({
	byId: [...index.byId].sort(([a], [b]) => (a < b ? -1 : 1)),
	cells: [...snapshot.scenes, { id: 'nowhere' }].map(({ id: sceneId }) =>
		snapshot.lanes.map(({ id: laneId }) => index.cell({ sceneId, laneId }))
	),
	paths: snapshot.touchpoints.map(({ id }) => index.pathsAt(id))
});

/** Made from the one before, and made anew. */
const both = (snapshot: JourneySnapshot) =>
	[told(snapshot, indexOf(snapshot)), told(snapshot, makeIndex({ ...snapshot }))] as const;

describe('the index of a map that was changed', () => {
	it('is the same as one made anew, whatever was changed', () => {
		const items = [...start.touchpoints, ...start.cards];
		const n = (max: number) => fc.nat(max - 1);
		const change = fc.oneof(
			fc
				.record({ at: n(items.length), scene: n(start.scenes.length), lane: n(start.lanes.length), order: n(40) })
				.map(({ at, scene, lane, order }): Change => {
					const { type, id } = items[at]!;
					const place = { sceneId: start.scenes[scene]!.id, laneId: start.lanes[lane]!.id, order: `a${order % 10}V` };
					return patch(type, id, place as never);
				}),
			n(items.length).map((at): Change => patch(items[at]!.type, items[at]!.id, { title: `t${at}` } as never)),
			n(items.length).map((at): Change => remove(items[at]!)),
			n(start.scenes.length).map((at): Change => remove(start.scenes[at]!)),
			n(start.paths.length).map((at): Change => remove(start.paths[at]!)),
			n(start.scenes.length).map((at): Change => put(start.scenes[at]!)),
			n(items.length).map((at): Change => put(items[at]!))
		);
		fc.assert(
			fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (steps) => {
				let snapshot = start;
				indexOf(snapshot);
				for (const changes of steps) {
					snapshot = applyChanges(snapshot, changes);
					const [made, anew] = both(snapshot);
					expect(made).toEqual(anew);
				}
			})
		);
	});

	it('leaves alone what did not change', () => {
		const card = start.cards[0]!;
		const before = indexOf(start);
		const after = indexOf(applyChanges(start, [patch('card', card.id, { title: 'Other' })]));
		for (const { id: sceneId } of start.scenes)
			for (const { id: laneId } of start.lanes) {
				const same = after.cell({ sceneId, laneId }) === before.cell({ sceneId, laneId });
				expect(same).toBe(sceneId !== card.sceneId || laneId !== card.laneId);
			}
	});

	it('is made anew after many changes, and where one id is used twice', () => {
		const { sceneId, laneId } = start.cards[0]!;
		const many = Array.from({ length: 300 }, (_, i) =>
			put(
				createCard({
					id: `00000000-0000-7000-8000-${String(i).padStart(12, '0')}`,
					kind: 'note',
					sceneId,
					laneId,
					order: 'a5'
				})
			)
		);
		const [made, anew] = both(applyChanges(start, many));
		expect(made).toEqual(anew);
		const twice = put(createCard({ id: start.touchpoints[0]!.id, kind: 'note', sceneId, laneId, order: 'a5' }));
		const [again, fresh] = both(applyChanges(start, [twice]));
		expect(again).toEqual(fresh);
	});
});
