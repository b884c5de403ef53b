import { describe, expect, it } from 'vitest';
import { idsFrom, retail, run } from '../../../../../tests/support/journey.ts';
import { applyChanges, type CommandName, compare, type JourneySnapshot } from '#domain/journey/index.ts';
import { authorsText, reasonText, setAsideItems, type SetAsideView } from './set-aside-view.ts';

const map = retail();
const newId = idsFrom(71);
const [first, second] = map.touchpoints;
const after = (...steps: readonly (readonly [CommandName, unknown])[]) =>
	steps.reduce((from, [name, input]) => applyChanges(from, run(from, name, input, newId).changes), map);

/** As it comes over the wire. */
const viewOf = (edited: JourneySnapshot | null, over: Partial<SetAsideView> = {}): SetAsideView =>
	JSON.parse(
		JSON.stringify({
			id: '1-1',
			at: '2026-05-03T08:00:00.000Z',
			authors: [{ id: 'bob', name: 'Bob' }],
			edits: 1,
			bytes: 3,
			reason: 'its author',
			contents: edited && { whole: true, changes: compare(edited, map) },
			...over
		})
	) as SetAsideView;
const none = () => undefined;

describe('edits that could not be put into the map, in words', () => {
	it('stand beside what the map has', () => {
		const scene = map.scenes.at(-1)!;
		const view = viewOf(
			after(
				['editJourney', { fields: { title: 'Another name' } }],
				['editTouchpoint', { id: first!.id, fields: { title: 'Mine' } }],
				['deleteCards', { ids: [second!.id] }],
				['addTouchpoint', { sceneId: scene.id, title: 'Curbside pickup' }]
			)
		);
		const items = setAsideItems(view, map, none)!;
		expect(items.map(({ what, title }) => [what, title])).toEqual([
			['changed', map.meta.title],
			['changed', first!.title],
			['added', 'Curbside pickup'],
			['deleted', second!.title]
		]);
		expect(items[1]!.rows).toEqual([{ label: 'Title', here: 'Mine', there: first!.title, typed: true }]);
		// Where a new record would stand is said in names, too.
		expect(JSON.stringify(items[2]!.rows)).toContain(`${scene.title}, Touchpoints, place `);
	});

	it('go as the map comes to have them', () => {
		const mine = after(['editTouchpoint', { id: first!.id, fields: { title: 'Mine' } }]);
		expect(setAsideItems(viewOf(mine), mine, none)).toEqual([]);
	});

	it('say when nothing of them can be read', () => {
		expect(setAsideItems(viewOf(null), map, none)).toBeNull();
	});

	it('say whose they are, and why they could not be used', () => {
		const authors = [
			{ id: 'bob', name: 'Bob' },
			{ id: 'ann', name: null }
		];
		expect(authorsText(viewOf(null, { authors }), 'en')).toBe('Bob and somebody who has left');
		expect(authorsText(viewOf(null, { authors: [] }), 'en')).toBe('nobody known');
		expect(reasonText(viewOf(null))).toBe('Many other edits of the same person could not be used.');
		expect(reasonText(viewOf(null, { reason: 'Maximum call stack' }))).toBe('The program says: Maximum call stack');
	});
});
