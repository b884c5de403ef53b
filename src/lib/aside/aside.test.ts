import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../tests/support/journey.ts';
import { applyChanges, type CommandName, type JourneySnapshot, type Place } from '#domain/journey/index.ts';
import { asideFile } from './aside-file.ts';
import { asideItems, asideTime, writtenItems } from './aside-view.ts';

const map = retail();
const newId = idsFrom(61);
const [first, second] = map.touchpoints;
const copyOf = (snapshot: JourneySnapshot) => ({
	first: Date.UTC(2026, 4, 3, 8, 0),
	last: Date.UTC(2026, 4, 3, 8, 0),
	places: null as readonly Place[] | null,
	snapshot,
	gone: []
});
const edited = (...steps: readonly (readonly [CommandName, unknown])[]) =>
	copyOf(steps.reduce((from, [name, input]) => applyChanges(from, run(from, name, input, newId).changes), map));
const department = (id: string | null) => (id === 'd1' ? 'Shops' : undefined);

describe('a copy that was set aside, in words', () => {
	it('stands beside what the map has now; only what was typed is there to copy', () => {
		const copy = edited([
			'editTouchpoint',
			{ id: first!.id, fields: { title: 'Mine', channel: 'phone', momentOfTruth: !first!.momentOfTruth } }
		]);
		const [item] = asideItems(copy, map, department);
		// Called as on the map, where somebody would look for it.
		expect(item).toMatchObject({ what: 'changed', type: 'Touchpoint', title: first!.title });
		expect(item!.rows.map(({ label, here, typed }) => [label, here, typed])).toEqual([
			['Title', 'Mine', true],
			['Channel', 'Phone', false],
			['Moment of truth', first!.momentOfTruth ? 'no' : 'yes', false]
		]);
		expect(item!.rows[0]!.there).toBe(first!.title);
	});

	it('names places, paths and departments, not ids', () => {
		const scene = map.scenes.at(-1)!;
		const copy = edited(
			['moveCards', { ids: [first!.id], sceneId: scene.id, laneId: first!.laneId, index: 0 }],
			['connect', { fromId: first!.id, toId: map.touchpoints.at(-1)!.id }],
			['addCard', { kind: 'pain-point', sceneId: scene.id, laneId: map.cards.find(isPain)!.laneId, title: 'Ouch' }]
		);
		const items = asideItems(copy, map, department);
		const text = JSON.stringify(items);
		for (const { id } of [scene, first!, ...map.lanes])
			expect(items.map(({ rows }) => JSON.stringify(rows)).join()).not.toContain(id);
		expect(text).toContain(`${scene.title}, Touchpoints, place 1`);
		expect(items.map(({ type, title }) => `${type} ${title}`)).toEqual(
			expect.arrayContaining(['Pain point Ouch', `Path ${first!.title} → ${map.touchpoints.at(-1)!.title}`])
		);
	});

	it('is a text to keep', () => {
		const copy = edited(
			['editTouchpoint', { id: first!.id, fields: { description: 'One\nTwo' } }],
			['deleteCards', { ids: [second!.id] }]
		);
		const text = asideFile(
			'Shop – edits not merged',
			asideTime(copy, 'en', 'UTC'),
			asideItems(copy, map, department),
			'On the map now'
		);
		expect(text).toBe(
			[
				'Shop – edits not merged',
				'May 3, 2026, 8:00 AM',
				`Touchpoint: ${first!.title} (Different on the map)\n  Description\n    On this device: One\n      Two\n    On the map now: (empty)`,
				`Touchpoint: ${second!.title} (Deleted here, still on the map)`
			].join('\n\n') + '\n'
		);
	});

	it('says what was written when there is no map to lay beside it', () => {
		const deleted = map.touchpoints[2]!;
		const { snapshot } = edited(
			['editTouchpoint', { id: first!.id, fields: { title: 'Mine', description: 'Long' } }],
			['deleteCards', { ids: [deleted.id] }],
			['addScene', { title: 'Afterwards' }]
		);
		const copy = {
			snapshot,
			places: [
				{ type: 'touchpoint', id: first!.id, fields: ['title'] },
				{ type: 'touchpoint', id: deleted.id, fields: null },
				{ type: 'touchpoint', id: 'gone without a trace', fields: null },
				{ type: 'scene', id: snapshot.scenes.at(-1)!.id, fields: null }
			] satisfies Place[],
			gone: [deleted]
		};
		const items = writtenItems(copy, department);
		expect(items.map(({ badge, type, title }) => [badge, type, title])).toEqual([
			['Added', 'Scene', 'Afterwards'],
			['Changed', 'Touchpoint', 'Mine'],
			['Deleted', 'Touchpoint', deleted.title],
			['Deleted', 'Touchpoint', '']
		]);
		// What was not written there is not this person's edit.
		expect(items[1]!.rows).toEqual([{ label: 'Title', here: 'Mine', there: null, typed: true }]);
		expect(asideFile('Shop', '', items, '')).toContain('Touchpoint: Mine (Changed)\n  Title: Mine');
	});

	it('says from when to when', () => {
		const copy = { ...copyOf(map), last: Date.UTC(2026, 4, 3, 9, 30) };
		expect(asideTime(copy, 'en', 'UTC')).toMatch(/^May 3, 2026, 8:00.*9:30/);
	});
});

const isPain = ({ kind }: { readonly kind: string }): boolean => kind === 'pain-point';
