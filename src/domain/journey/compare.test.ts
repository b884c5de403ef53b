import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../tests/support/journey.ts';
import { applyChanges, compare, type CommandName, type Difference, type Place, writtenAt } from './index.ts';

const start = retail();
const newId = idsFrom(41);
const after = (name: CommandName, input: unknown, from = start) =>
	applyChanges(from, run(from, name, input, newId).changes);
const [first, second] = [start.touchpoints[0]!, start.touchpoints[1]!];
const brief = (differences: readonly Difference[]) =>
	differences.map(({ what, here, there, fields }) => [what, (here ?? there)!.type, ...fields]);

describe('what one map has otherwise than another', () => {
	it('is nothing between a map and itself, and nothing at places that neither has', () => {
		expect(compare(start, start)).toEqual([]);
		expect(compare(start, start, [{ type: 'card', id: newId(), fields: null }])).toEqual([]);
	});

	it('names texts and other fields, with both records', () => {
		const mine = after('editTouchpoint', {
			id: first.id,
			fields: { title: 'Mine', momentOfTruth: !first.momentOfTruth }
		});
		const [difference, ...others] = compare(mine, start);
		expect(others).toEqual([]);
		expect(difference).toMatchObject({ what: 'changed', here: { title: 'Mine' }, there: { title: first.title } });
		expect(difference!.fields).toEqual(['title', 'momentOfTruth']);
	});

	it('looks only where it is told', () => {
		const mine = after(
			'editTouchpoint',
			{ id: second.id, fields: { title: 'Also' } },
			after('editTouchpoint', { id: first.id, fields: { title: 'Mine', description: 'Long' } })
		);
		const places: Place[] = [{ type: 'touchpoint', id: first.id, fields: ['description'] }];
		expect(brief(compare(mine, start, places))).toEqual([['changed', 'touchpoint', 'description']]);
	});

	it('tells of the journey itself', () => {
		const mine = after('editJourney', { fields: { title: 'Another name' } });
		expect(brief(compare(mine, start))).toEqual([['changed', 'journey', 'title']]);
	});

	it('has of an added record what every new one has not', () => {
		const mine = after('addTouchpoint', { sceneId: start.scenes[1]!.id, title: 'New here', channel: 'phone' });
		expect(brief(compare(mine, start))).toEqual([['added', 'touchpoint', 'title', 'channel', 'place']]);
		// An edit of a record that the other map never had is shown with all of the record.
		const [added] = compare(mine, start);
		const place: Place = { type: 'touchpoint', id: added!.here!.id, fields: ['title'] };
		expect(brief(compare(mine, start, [place]))).toEqual([['added', 'touchpoint', 'title', 'channel', 'place']]);
	});

	it('names what was deleted here, but not what went with it', () => {
		const path = start.paths[0]!;
		const touchpoint = compare(after('deleteCards', { ids: [path.fromId] }), start);
		expect(touchpoint).toMatchObject([{ what: 'deleted', here: null, there: { id: path.fromId }, fields: [] }]);
		expect(brief(compare(after('deleteScene', { id: first.sceneId }), start))).toEqual([['deleted', 'scene']]);
		expect(brief(compare(after('disconnect', { id: path.id }), start))).toEqual([['deleted', 'path']]);
	});

	it('says "place" once for a move, and nothing of the neighbours that made room', () => {
		const to = start.scenes.find((scene) => scene.id !== first.sceneId)!;
		const mine = after('moveCards', { ids: [first.id], sceneId: to.id, laneId: first.laneId, index: 0 });
		expect(brief(compare(mine, start))).toEqual([['changed', 'touchpoint', 'place']]);
		expect(brief(compare(start, mine))).toEqual([['changed', 'touchpoint', 'place']]);
		const added = after('addScene', { title: 'First', index: 0 });
		expect(brief(compare(added, start))).toEqual([['added', 'scene', 'title', 'place']]);
	});

	it('comes in the order of kinds, the journey first', () => {
		const mine = after(
			'editJourney',
			{ fields: { title: 'T' } },
			after('addScene', { title: 'S' }, after('addTouchpoint', { sceneId: start.scenes[0]!.id, title: 'P' }))
		);
		expect(compare(mine, start).map(({ here }) => here!.type)).toEqual(['journey', 'scene', 'touchpoint']);
	});

	it('what was written at places is told from one map alone, without what a deletion took along', () => {
		const path = start.paths.find(({ fromId, toId }) => fromId === first.id || toId === first.id)!;
		const mine = after(
			'editTouchpoint',
			{ id: second.id, fields: { title: 'Mine' } },
			after('deleteCards', { ids: [first.id] })
		);
		const places: Place[] = [
			{ type: 'touchpoint', id: first.id, fields: null },
			{ type: 'touchpoint', id: second.id, fields: ['title', 'order'] },
			{ type: 'path', id: path.id, fields: null },
			{ type: 'scene', id: newId(), fields: ['title'] }
		];
		expect(
			writtenAt(mine, places, [first, path]).map(({ what, type, record, fields }) => [
				what,
				type,
				record?.id,
				...fields
			])
		).toEqual([
			['deleted', 'touchpoint', first.id],
			['changed', 'touchpoint', second.id, 'title', 'place']
		]);
		// Nothing is known of the places: everything on the map may have been written there.
		expect(new Set(writtenAt(mine, null).map(({ what }) => what))).toEqual(new Set(['added']));
	});
});
