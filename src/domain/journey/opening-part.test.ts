import { describe, expect, it } from 'vitest';
import { idsFrom, large, retail, run } from '../../../tests/support/journey.ts';
import { applyChanges } from './changes.ts';
import { layoutJourney, type Layout } from './layout.ts';
import { openingPart, openingRoom } from './opening-part.ts';
import { touchpointsOf } from './queries.ts';
import type { JourneySnapshot } from './snapshot.ts';

/** The same map with so many scenes more, each with a touchpoint. */
function longer(map: JourneySnapshot, scenes: number): JourneySnapshot {
	const newId = idsFrom(9);
	return Array.from({ length: scenes }).reduce<JourneySnapshot>((so, _, at) => {
		const added = applyChanges(so, run(so, 'addScene', { title: `Scene ${at}` }, newId).changes);
		const scene = added.scenes.at(-1)!;
		const lane = added.lanes.find(({ kind }) => kind === 'touchpoints')!;
		return applyChanges(
			added,
			run(added, 'addTouchpoint', { sceneId: scene.id, laneId: lane.id, title: `Touchpoint ${at}` }, newId).changes
		);
	}, map);
}

/** Where everything of the part stands, in the part and in the whole. */
function expectInPlace(map: JourneySnapshot, room = 0): void {
	const part = openingPart(map)!;
	const [of, inPart] = [layoutJourney(map, { room }), layoutJourney(part, { room })];
	for (const [id, rect] of inPart.items) expect(of.items.get(id)).toEqual(rect);
	expect(inPart.columns).toEqual(of.columns.slice(0, inPart.columns.length));
	// Where a row ends below every screen nobody sees.
	const seen = ({ rows }: Layout) => rows.map(({ id, y, height }) => ({ id, y, end: Math.min(y + height, 1_600) }));
	expect(seen(inPart)).toEqual(seen(of).slice(0, inPart.rows.length));
	for (const scene of part.scenes)
		expect(touchpointsOf(part, scene.id).length).toBe(touchpointsOf(map, scene.id).length);
}

describe('what is seen of a map when it is opened', () => {
	it('is all of a small one, which stands in its place whatever room there is', () => {
		const map = retail();
		const part = openingPart(map)!;
		expect(part.touchpoints).toEqual(map.touchpoints);
		expect(part.paths).toEqual(map.paths);
		for (const room of [0, 1_300, 2_400]) expectInPlace(map, room);
	});

	it('is the beginning of a long one, in rows as high as the cards beyond make them', () => {
		const map = longer(retail(), 30);
		const last = map.scenes.at(-1)!;
		const lane = map.lanes.find(({ kind }) => kind === 'touchpoints')!;
		const high = Array.from({ length: 9 }).reduce<JourneySnapshot>(
			(so, _, at) =>
				applyChanges(
					so,
					run(so, 'addTouchpoint', { sceneId: last.id, laneId: lane.id, title: `Far ${at}` }, idsFrom(50 + at)).changes
				),
			map
		);
		const part = openingPart(high)!;
		expect(part.scenes.length).toBeLessThan(high.scenes.length);
		expect(layoutJourney(part).width).toBeGreaterThanOrEqual(openingRoom.width);
		expect(JSON.stringify(part)).not.toContain('Far');
		for (const room of [0, 1_300, 2_400]) expectInPlace(high, room);
	});

	it('leaves out cards below the screen, and is nothing where there is too much on it', () => {
		const { snapshot, changes } = large(600);
		const deep = applyChanges(snapshot, changes);
		const part = openingPart(deep)!;
		expect(part.cards.length).toBeLessThan(deep.cards.length);
		expectInPlace(deep);
		const lane = snapshot.lanes.find(({ kind }) => kind === 'touchpoints')!;
		const newId = idsFrom(70);
		const crowded = Array.from({ length: 401 }).flatMap((_, at) => [
			...run(
				snapshot,
				'addTouchpoint',
				{ sceneId: snapshot.scenes[0]!.id, laneId: lane.id, title: `One more ${at}` },
				newId
			).changes
		]);
		expect(openingPart(applyChanges(snapshot, crowded))).toBeNull();
	});
});
