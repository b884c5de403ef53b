import { describe, expect, it } from 'vitest';
import { codes, idsFrom, retail, run } from '../../../../tests/support/journey.ts';
import { applyChanges } from '../changes.ts';
import { itemsIn, recordById, touchpointsOf } from '../queries.ts';
import type { JourneySnapshot } from '../snapshot.ts';
import { limits } from './fields.ts';
import { contentOf } from './paste.ts';
import { type CommandName, commands, runCommand } from './all-commands.ts';

const newId = idsFrom(11);
const start = retail();
const nobody = newId();

const after = (snapshot: JourneySnapshot, name: CommandName, input: unknown): JourneySnapshot =>
	applyChanges(snapshot, run(snapshot, name, input, newId).changes);
const scene = (title: string) => start.scenes.find((s) => s.title === title)!;
const lane = (kind: string) => start.lanes.find((l) => l.kind === kind)!;
const touchpoint = (title: string) => start.touchpoints.find((t) => t.title === title)!;
const cellOf = (s: JourneySnapshot, sceneId: string, laneId: string) =>
	itemsIn(s, { sceneId, laneId }).map((i) => i.title);

describe.each(Object.keys(commands) as CommandName[])('%s', (name) => {
	it('is called what its place in the registry says, and refuses keys it does not know', () => {
		expect(commands[name].name).toBe(name);
		expect(codes(start, name, { surprise: true })).toContain('unknown_key');
	});

	it('says so when what it works on is gone', () => {
		const inputs: Partial<Record<CommandName, unknown>> = {
			moveScene: { id: nobody, index: 0 },
			moveLane: { id: nobody, index: 0 },
			addTouchpoint: { sceneId: nobody },
			addCard: { sceneId: nobody, kind: 'note', laneId: lane('actions').id },
			moveCards: { ids: [nobody], sceneId: scene('Pay').id, laneId: lane('actions').id },
			deleteCards: { ids: [nobody] },
			duplicateCards: { ids: [nobody] },
			pasteCards: { sceneId: nobody, laneId: lane('actions').id, items: [{ kind: 'note' }] },
			setExpectedEmotion: { id: nobody, value: 1 },
			connect: { fromId: touchpoint('Fitting room').id, toId: nobody }
		};
		const creates: readonly CommandName[] = ['addScene', 'addLane', 'addPersona', 'editJourney'];
		if (creates.includes(name)) return;
		const input = inputs[name] ?? (name.startsWith('edit') ? { id: nobody, fields: {} } : { id: nobody });
		expect(codes(start, name, input)[0]).toMatch(/_not_found$/);
	});
});

describe('the journey itself', () => {
	it('changes title and kind, and writes nothing when nothing changes', () => {
		expect(after(start, 'editJourney', { fields: { title: 'Ours', kind: 'to-be' } }).meta).toMatchObject({
			title: 'Ours',
			kind: 'to-be'
		});
		expect(run(start, 'editJourney', { fields: { title: start.meta.title } }, newId).changes).toEqual([]);
		expect(codes(start, 'editJourney', { fields: { title: 'x'.repeat(limits.title + 1) } })).toEqual(['max_length']);
	});
});

describe('a title of which nothing can be seen', () => {
	const unseen = '\u200b\u2060\u3164';
	it.each([
		['editScene', scene('Pay').id],
		['editTouchpoint', touchpoint('Fitting room').id],
		['editLane', lane('actions').id]
	] as const)('is none (%s)', (name, id) => {
		const now = after(start, name, { id, fields: { title: unseen } });
		expect([...now.scenes, ...now.touchpoints, ...now.lanes].find((one) => one.id === id)!.title).toBe('');
	});
	it('is none of a new card, of the journey, and of what is pasted', () => {
		const at = { sceneId: scene('Pay').id, laneId: lane('actions').id };
		const added = run(start, 'addCard', { ...at, kind: 'action', title: unseen }, newId).changes;
		expect(JSON.stringify(added)).not.toContain('\u200b');
		expect(after(start, 'editJourney', { fields: { title: unseen } }).meta.title).toBe('');
		const pasted = run(start, 'pasteCards', { ...at, items: [{ kind: 'note', title: unseen }] }, newId).changes;
		expect(JSON.stringify(pasted)).not.toContain('\u200b');
	});
	it('with something to see keeps its invisible parts: they join emoji and letters', () =>
		expect(
			after(start, 'editScene', { id: scene('Pay').id, fields: { title: '👨‍👩‍👧' } }).scenes.map((s) => s.title)
		).toContain('👨‍👩‍👧'));
});

describe('a copy of a scene', () => {
	const original = scene('Pay');
	const inScene = (s: JourneySnapshot, id: string) =>
		[...s.touchpoints, ...s.cards].filter((item) => item.sceneId === id);
	const now = after(start, 'duplicateScene', { id: original.id });
	const copy = now.scenes[now.scenes.findIndex((one) => one.id === original.id) + 1]!;

	it('stands right behind it, with the same cards in the same places, all of them new', () => {
		expect(copy).toMatchObject({ title: original.title, departmentId: original.departmentId });
		for (const { id } of now.lanes) expect(cellOf(now, copy.id, id)).toEqual(cellOf(start, original.id, id));
		expect(inScene(now, original.id)).toEqual(inScene(start, original.id));
		const old = new Set([...start.touchpoints, ...start.cards, ...start.paths].map(({ id }) => id));
		const added = [...inScene(now, copy.id), ...now.paths.filter((path) => !start.paths.some((p) => p.id === path.id))];
		expect(added.some(({ id }) => old.has(id))).toBe(false);
		expect(new Set(added.map(({ id }) => id)).size).toBe(added.length);
	});

	it('has the paths within the scene, none from or to other scenes', () => {
		const ids = new Set(inScene(now, copy.id).map(({ id }) => id));
		const here = new Set(inScene(start, original.id).map(({ id }) => id));
		const touching = now.paths.filter(({ fromId, toId }) => ids.has(fromId) || ids.has(toId));
		expect(touching.every(({ fromId, toId }) => ids.has(fromId) && ids.has(toId))).toBe(true);
		expect(touching.length).toBe(start.paths.filter((p) => here.has(p.fromId) && here.has(p.toId)).length);
	});

	it('is refused where the map is full', () => {
		const full = {
			...start,
			scenes: Array.from({ length: limits.scenes }, (_, i) => ({ ...original, id: i === 0 ? original.id : newId() }))
		};
		expect(codes(full, 'duplicateScene', { id: original.id })).toEqual(['too_many_scenes']);
	});
});

describe('scenes and lanes', () => {
	it('adds at a place or at the end', () => {
		expect(
			after(start, 'addScene', { title: 'New', index: 1 })
				.scenes.map((s) => s.title)
				.slice(0, 3)
		).toEqual(['Discover', 'New', 'Choose']);
		expect(after(start, 'addScene', {}).scenes.at(-1)!.title).toBe('');
		expect(after(start, 'addLane', { kind: 'notes', title: 'Notes', index: 0 }).lanes[0]!.kind).toBe('notes');
	});

	it('offers no lane whose content does not work yet', () => {
		expect(codes(start, 'addLane', { kind: 'images' })).toEqual(['lane_kind_unavailable']);
	});

	it('moves to a position counted without the moved one', () => {
		const titles = (s: JourneySnapshot) => s.scenes.map((x) => x.title);
		expect(titles(after(start, 'moveScene', { id: scene('Discover').id, index: 2 }))).toEqual([
			'Choose',
			'Pay',
			'Discover',
			'Receive',
			'After the sale'
		]);
		expect(titles(after(start, 'moveScene', { id: scene('After the sale').id, index: 0 }))[0]).toBe('After the sale');
		expect(run(start, 'moveScene', { id: scene('Pay').id, index: 2 }, newId).changes).toEqual([]);
		expect(after(start, 'moveLane', { id: lane('emotion').id, index: 99 }).lanes.at(-1)!.kind).toBe('emotion');
	});

	it('deletes a scene with everything in it, and reports what went', () => {
		const { removed, changes } = run(start, 'deleteScene', { id: scene('Pay').id }, newId);
		const count = (type: string) => removed.filter((r) => r.type === type).length;
		expect([count('scene'), count('touchpoint'), count('card')]).toEqual([
			1,
			3,
			start.cards.filter((c) => c.sceneId === scene('Pay').id).length
		]);
		expect(count('path')).toBe(
			start.paths.filter((p) =>
				[p.fromId, p.toId].some((id) => touchpointsOf(start, scene('Pay').id).some((t) => t.id === id))
			).length
		);
		const left = applyChanges(start, changes);
		expect(left.scenes).toHaveLength(4);
		expect(left.orphans).toEqual([]);
	});

	it('deletes a lane with everything in it', () => {
		const left = after(start, 'deleteLane', { id: lane('touchpoints').id });
		expect([left.touchpoints, left.paths, left.orphans]).toEqual([[], [], []]);
	});

	it('edits fields, and only those that differ', () => {
		const id = scene('Pay').id;
		const { changes } = run(start, 'editScene', { id, fields: { title: 'Pay', width: 300 } }, newId);
		expect(changes).toEqual([{ op: 'patch', type: 'scene', id, fields: { width: 300 } }]);
		expect(
			recordById(after(start, 'editLane', { id: lane('actions').id, fields: { height: 200 } }), lane('actions').id)
		).toMatchObject({ height: 200 });
	});
});

describe('touchpoints and cards', () => {
	it('adds a touchpoint to the lane that takes it', () => {
		const result = run(
			start,
			'addTouchpoint',
			{ sceneId: scene('Pay').id, title: 'Receipt', channel: 'email', index: 0 },
			newId
		);
		const next = applyChanges(start, result.changes);
		expect(cellOf(next, scene('Pay').id, lane('touchpoints').id)[0]).toBe('Receipt');
		expect(recordById(next, result.created[0]!)).toMatchObject({
			type: 'touchpoint',
			channel: 'email',
			momentOfTruth: false
		});
	});

	it('refuses a card that the lane does not take, and one that no lane takes', () => {
		expect(codes(start, 'addCard', { sceneId: scene('Pay').id, laneId: lane('emotion').id, kind: 'note' })).toEqual([
			'lane_refuses_card'
		]);
		expect(codes(start, 'addCard', { sceneId: scene('Pay').id, laneId: lane('touchpoints').id, kind: 'note' })).toEqual(
			['lane_refuses_card']
		);
		expect(
			codes(after(start, 'deleteLane', { id: lane('touchpoints').id }), 'addTouchpoint', { sceneId: scene('Pay').id })
		).toEqual(['no_lane_for_card']);
	});

	it("edits a card's own fields, not those of another kind", () => {
		const pain = start.cards.find((c) => c.kind === 'pain-point')!;
		expect(recordById(after(start, 'editCard', { id: pain.id, fields: { severity: 1 } }), pain.id)).toMatchObject({
			severity: 1
		});
		expect(codes(start, 'editCard', { id: pain.id, fields: { source: 'me' } })).toEqual(['unknown_key']);
		expect(codes(start, 'editCard', { id: pain.id, fields: { severity: 9 } })).not.toEqual([]);
	});

	it('moves within a cell and to another; several keep their order on the map', () => {
		const [pay, choose] = [scene('Pay').id, scene('Choose').id];
		const to = lane('touchpoints').id;
		const ids = [touchpoint('Fitting room').id, touchpoint('Advice in the store').id];
		const next = after(start, 'moveCards', { ids, sceneId: pay, laneId: to, index: 1 });
		expect(cellOf(next, pay, to)).toEqual([
			'Queue at the till',
			'Advice in the store',
			'Fitting room',
			'Self-checkout',
			'Online cart and payment'
		]);
		expect(cellOf(next, choose, to)).toEqual(['Chat with service']);
		expect(next.paths).toHaveLength(start.paths.length);
		expect(
			run(start, 'moveCards', { ids: [touchpoint('Queue at the till').id], sceneId: pay, laneId: to, index: 0 }, newId)
				.changes
		).toEqual([]);
	});

	it('turns a text card into what the new lane holds; a touchpoint stays one', () => {
		const action = start.cards.find((c) => c.kind === 'action')!;
		const moved = after(start, 'moveCards', {
			ids: [action.id],
			sceneId: action.sceneId,
			laneId: lane('pain-points').id
		});
		expect(recordById(moved, action.id)).toMatchObject({ kind: 'pain-point', title: action.title });
		expect(
			codes(start, 'moveCards', {
				ids: [touchpoint('Fitting room').id],
				sceneId: action.sceneId,
				laneId: lane('actions').id
			})
		).toEqual(['lane_refuses_card']);
		expect(
			codes(start, 'moveCards', { ids: [action.id], sceneId: action.sceneId, laneId: lane('touchpoints').id })
		).toEqual(['lane_refuses_card']);
	});

	it('deletes touchpoints with the paths that meet there', () => {
		const id = touchpoint('Queue at the till').id;
		const { removed, changes } = run(start, 'deleteCards', { ids: [id] }, newId);
		expect(removed.filter((r) => r.type === 'path')).toHaveLength(2);
		expect(applyChanges(start, changes).paths).toHaveLength(start.paths.length - 2);
	});

	it('duplicates below the original, as new touchpoints without paths', () => {
		const ids = [touchpoint('Queue at the till').id, touchpoint('Self-checkout').id];
		const result = run(start, 'duplicateCards', { ids }, newId);
		const next = applyChanges(start, result.changes);
		expect(cellOf(next, scene('Pay').id, lane('touchpoints').id)).toEqual([
			'Queue at the till',
			'Self-checkout',
			'Queue at the till',
			'Self-checkout',
			'Online cart and payment'
		]);
		expect(result.created).toHaveLength(2);
		expect(next.paths).toHaveLength(start.paths.length);
	});

	it('pastes several in one step, in their order; what the lane does not take becomes its own kind', () => {
		const pain = start.cards.find((card) => card.kind === 'pain-point')!;
		const action = start.cards.find((card) => card.kind === 'action')!;
		const items = [contentOf(pain), contentOf(action)];
		const place = { sceneId: scene('Pay').id, laneId: lane('pain-points').id, index: 0 };
		const next = after(start, 'pasteCards', { ...place, items });
		expect(itemsIn(next, place).slice(0, 2)).toMatchObject([
			{ kind: 'pain-point', title: pain.title, severity: (pain as { severity?: number }).severity },
			{ kind: 'pain-point', title: action.title }
		]);
		const content = contentOf(touchpoint('Fitting room'));
		const pasted = run(start, 'pasteCards', { ...place, laneId: lane('touchpoints').id, items: [content] }, newId);
		expect(applyChanges(start, pasted.changes).touchpoints.find((t) => t.id === pasted.created[0])).toMatchObject({
			title: 'Fitting room',
			channel: 'store'
		});
	});

	it('refuses a touchpoint among texts as a whole', () => {
		const items = [{ kind: 'note' }, { kind: 'touchpoint' }];
		const place = { sceneId: scene('Pay').id, laneId: lane('actions').id };
		expect(codes(start, 'pasteCards', { ...place, items })).toEqual(['lane_refuses_card']);
	});

	it('sets and takes away the expected emotion of a scene and a touchpoint', () => {
		const id = touchpoint('Fitting room').id;
		const set = after(after(start, 'setExpectedEmotion', { id, value: -2 }), 'setExpectedEmotion', {
			id: scene('Pay').id,
			value: null
		});
		expect([recordById(set, id), recordById(set, scene('Pay').id)]).toMatchObject([
			{ expectedEmotion: -2 },
			{ expectedEmotion: null }
		]);
		expect(codes(start, 'setExpectedEmotion', { id, value: 3 })).not.toEqual([]);
	});
});

describe('paths and personas', () => {
	it('joins two touchpoints once, one way', () => {
		const [fromId, toId] = [touchpoint('Fitting room').id, touchpoint('Member programme').id];
		const joined = after(start, 'connect', { fromId, toId, label: 'scans the code' });
		expect(joined.paths).toHaveLength(start.paths.length + 1);
		expect(run(joined, 'connect', { fromId, toId }, newId).changes).toEqual([]);
		expect(codes(start, 'connect', { fromId, toId: fromId })).toEqual(['path_to_itself']);
		expect(after(joined, 'disconnect', { id: joined.paths.find((p) => p.label)!.id }).paths).toHaveLength(
			start.paths.length
		);
		expect(after(start, 'editPath', { id: start.paths[0]!.id, fields: { label: 'new' } }).paths[0]!.label).toBe('new');
	});

	it('adds, edits and deletes personas; the journey lists them in order', () => {
		const added = after(start, 'addPersona', { name: 'Second' });
		expect(added.meta.personaIds).toEqual(added.personas.map((p) => p.id));
		const id = added.meta.personaIds[1]!;
		expect(after(added, 'editPersona', { id, fields: { goals: 'Less' } }).personas[1]).toMatchObject({
			name: 'Second',
			goals: 'Less'
		});
		expect(after(added, 'deletePersona', { id }).personas).toHaveLength(1);
	});
});

describe('limits', () => {
	it('stop a journey from growing for ever', () => {
		let s = start;
		for (let i = s.scenes.length; i < limits.scenes; i++) s = after(s, 'addScene', {});
		expect(codes(s, 'addScene', {})).toEqual(['too_many_scenes']);
	});
});

describe('runCommand', () => {
	it('takes commands as data and refuses unknown ones', () => {
		expect(runCommand(start, 'addScene', { title: 'x' }, { newId }).ok).toBe(true);
		expect(runCommand(start, 'toString', {}, { newId })).toMatchObject({
			ok: false,
			issues: [{ code: 'unknown_command' }]
		});
		expect(runCommand(start, 'addScene', 'no', { newId }).ok).toBe(false);
	});
});
