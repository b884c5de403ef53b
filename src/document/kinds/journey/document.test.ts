import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, edit, me, other, sync } from '../../../../tests/support/journey-documents.ts';
import { idsFrom, retail, run } from '../../../../tests/support/journey.ts';
import {
	applyChanges,
	type Change,
	type CommandName,
	createCard,
	createMarker,
	createTouchpoint,
	type JourneyRecord,
	patch,
	put,
	records,
	type RecordType,
	recordTypes
} from '#domain/journey/index.ts';
import { epochOf } from '../../core/about.ts';
import { readStored } from '../../core/read-stored.ts';
import { apply } from './apply.ts';
import { journeyKind } from './index.ts';
import { readJourney } from './read.ts';
import { createJourneyDocument, seed } from './seed.ts';
import { collectionMap } from './shape.ts';

const newId = idsFrom(23);
const start = retail();

describe('a journey in a document', () => {
	it('reads back as it was written, also from one update', () => {
		expect(readJourney(createJourneyDocument(start))).toEqual(start);
		expect(readStored(journeyKind, seed(start))).toEqual(start);
		expect(epochOf(createJourneyDocument(start))).toBe(1);
	});

	it.each(recordTypes)('takes a record of kind %s there and back', (type: RecordType) => {
		const [sceneId, laneId] = [start.scenes[0]!.id, start.lanes[0]!.id];
		const [a, b] = start.touchpoints;
		const id = newId();
		const blank = records[type].blank(id, 'a0V') as JourneyRecord;
		const given =
			{ touchpoint: { sceneId, laneId }, card: { sceneId, laneId }, path: { fromId: a!.id, toId: b!.id } }[
				type as string
			] ?? {};
		const record = { ...blank, ...given } as JourneyRecord;
		const doc = createJourneyDocument(start);
		apply(doc, [put(record)], me);
		const found = Object.values(readJourney(doc))
			.flat()
			.find((r) => r !== null && typeof r === 'object' && 'id' in r && r.id === id);
		expect(found).toEqual(record);
		// Only what is no default is stored; texts always, so that nobody has to create them.
		const stored = [...collectionMap(doc, type).get(id)!.keys()];
		for (const key of records[type].texts.filter((k) => k in record)) expect(stored).toContain(key);
		for (const key of ['id', 'type', 'departmentId', 'expectedEmotion', 'momentOfTruth'])
			expect(stored).not.toContain(key);
	});

	it('does the same to a document as to a plain snapshot', () => {
		const doc = createJourneyDocument(start);
		let plain = start;
		const step = (name: CommandName, input: unknown): void => {
			const { changes } = run(plain, name, input, newId);
			apply(doc, changes, me);
			plain = applyChanges(plain, changes);
			expect(readJourney(doc)).toEqual(plain);
		};
		step('addScene', { title: 'X', index: 1 });
		step('addCard', { kind: 'quote', sceneId: start.scenes[1]!.id, title: 'Hm' });
		step('moveCards', {
			ids: [start.cards[0]!.id, start.cards[5]!.id],
			sceneId: start.scenes[2]!.id,
			laneId: start.lanes[3]!.id,
			index: 0
		});
		step('editTouchpoint', {
			id: start.touchpoints[0]!.id,
			fields: { title: '新标题', momentOfTruth: true, expectedEmotion: null }
		});
		step('editJourney', { fields: { title: 'T', kind: 'blueprint' } });
		step('deleteScene', { id: start.scenes[0]!.id });
	});

	it('leaves out a patch of what is gone', () => {
		const doc = createJourneyDocument(start);
		const { changes } = run(
			start,
			'editTouchpoint',
			{ id: start.touchpoints[0]!.id, fields: { title: 'late' } },
			newId
		);
		edit(doc, 'deleteCards', { ids: [start.touchpoints[0]!.id] });
		apply(doc, changes, me);
		expect(readJourney(doc).touchpoints).toHaveLength(start.touchpoints.length - 1);
	});

	it('quarantines what it cannot read and keeps it as it is', () => {
		const doc = createJourneyDocument(start);
		const id = newId();
		doc.transact(() => {
			collectionMap(doc, 'card').set(id, new Y.Map(Object.entries({ kind: 'hologram', secret: 1 })));
			collectionMap(doc, 'scene').set('nonsense', 5 as never);
		});
		const read = readJourney(doc);
		expect(read.quarantine.map((q) => [q.type, q.id]).sort()).toEqual([
			['card', id],
			['scene', 'nonsense']
		]);
		expect(read.cards).toHaveLength(start.cards.length);
		edit(doc, 'addScene', {});
		expect(collectionMap(doc, 'card').get(id)!.get('secret')).toBe(1);
	});

	it('keeps keys that a newer program wrote, through edits', () => {
		const doc = createJourneyDocument(start);
		const id = start.touchpoints[0]!.id;
		collectionMap(doc, 'touchpoint').get(id)!.set('fromTheFuture', 'x');
		edit(doc, 'editTouchpoint', { id, fields: { title: 'T' } });
		expect(collectionMap(doc, 'touchpoint').get(id)!.get('fromTheFuture')).toBe('x');
		expect(readJourney(doc).touchpoints.find((t) => t.id === id)).not.toHaveProperty('fromTheFuture');
	});

	it('lets a marker stay when its touchpoint goes', () => {
		const doc = createJourneyDocument(start);
		const touchpointId = start.touchpoints[0]!.id;
		apply(doc, [put(createMarker({ id: newId(), day: '2026-05-03', title: 'More tills', touchpointId }))], me);
		expect(readJourney(doc).markers[0]!.touchpointId).toBe(touchpointId);
		edit(doc, 'deleteCards', { ids: [touchpointId] });
		expect(readJourney(doc).markers[0]!.touchpointId).toBeNull();
	});

	const described = () => {
		const doc = createJourneyDocument(start);
		edit(doc, 'editScene', { id: start.scenes[2]!.id, fields: { description: 'Pay' } });
		return doc;
	};

	it('merges what two people type into one description at the same time', () => {
		const a = described();
		const b = copyOf(a);
		const id = start.scenes[2]!.id;
		edit(a, 'editScene', { id, fields: { description: 'Pay quickly' } });
		edit(b, 'editScene', { id, fields: { description: 'How to Pay' } }, other);
		sync(a, b);
		expect(readJourney(a).scenes[2]!.description).toBe('How to Pay quickly');
		expect(readJourney(b)).toEqual(readJourney(a));
	});

	it('carries an edit over when the text moved on while the person typed', () => {
		const doc = described();
		const id = start.scenes[2]!.id;
		edit(doc, 'editScene', { id, fields: { description: 'How to Pay' } }, other);
		edit(doc, 'editScene', { id, fields: { description: 'Pay quickly' }, seen: { description: 'Pay' } });
		expect(readJourney(doc).scenes[2]!.description).toBe('How to Pay quickly');
	});

	it('takes a title as a whole: the last one wins, but for others’ other words, and who changed nothing changes nothing', () => {
		const doc = createJourneyDocument(start);
		const { id, title: seen } = start.scenes[2]!;
		const title = () => readJourney(doc).scenes[2]!.title;
		edit(doc, 'editScene', { id, fields: { title: 'How to Pay' } }, other);
		edit(doc, 'editScene', { id, fields: { title: seen }, seen: { title: seen } });
		expect(title()).toBe('How to Pay');
		edit(doc, 'editScene', { id, fields: { title: 'Pay quickly' }, seen: { title: seen } });
		expect(title()).toBe('How to Pay quickly');
		apply(doc, [patch('scene', id, { title: seen }, { title: seen })], me);
		expect(title()).toBe('How to Pay quickly');
		for (const type of recordTypes)
			for (const fields of collectionMap(doc, type).values())
				for (const key of records[type].titles) expect(fields.get(key)).not.toBeInstanceOf(Y.Text);
	});
});

describe('orphans', () => {
	it('are listed when someone deletes the scene that another fills, and can be moved out', () => {
		const a = createJourneyDocument(start);
		const b = copyOf(a);
		const scene = start.scenes[2]!;
		edit(a, 'deleteScene', { id: scene.id });
		edit(b, 'addTouchpoint', { sceneId: scene.id, title: 'Saved by hand' }, other);
		sync(a, b);
		const { orphans } = readJourney(a);
		expect(orphans.map((o) => [o.record.title, o.missing])).toEqual([['Saved by hand', 'scene']]);
		edit(a, 'moveCards', { ids: [orphans[0]!.record.id], sceneId: start.scenes[0]!.id, laneId: start.lanes[0]!.id });
		expect(readJourney(a).orphans).toEqual([]);
	});
});

describe('a card of its own kind', () => {
	it('gets the defaults of the kind it becomes', () => {
		const doc = createJourneyDocument(start);
		const action = start.cards.find((c) => c.kind === 'action')!;
		const pains = start.lanes.find((l) => l.kind === 'pain-points')!;
		edit(doc, 'moveCards', { ids: [action.id], sceneId: action.sceneId, laneId: pains.id });
		expect(readJourney(doc).cards.find((c) => c.id === action.id)).toMatchObject({ kind: 'pain-point', severity: 2 });
	});

	it('is stored whole whatever it holds', () => {
		const doc = createJourneyDocument(start);
		const changes: Change[] = [
			put(
				createCard({
					id: newId(),
					kind: 'quote',
					sceneId: start.scenes[0]!.id,
					laneId: start.lanes[4]!.id,
					order: 'a0',
					source: '访谈'
				})
			),
			put(
				createTouchpoint({
					id: newId(),
					sceneId: start.scenes[0]!.id,
					laneId: start.lanes[0]!.id,
					order: 'a0',
					departmentId: newId()
				})
			)
		];
		apply(doc, changes, 'wayfelt:api');
		for (const change of changes)
			if (change.op === 'put')
				expect([...readJourney(doc).cards, ...readJourney(doc).touchpoints]).toContainEqual(change.record);
	});
});
