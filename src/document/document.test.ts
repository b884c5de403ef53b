import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { idsFrom, large, retail, run } from '../../tests/support/journey.ts';
import {
	applyChanges,
	type Change,
	type CommandName,
	createCard,
	createMarker,
	createTouchpoint,
	emptySnapshot,
	journeySchema,
	type JourneyRecord,
	put,
	records,
	type RecordType,
	recordTypes
} from '#domain/journey/index.ts';
import { apply, createJourneyDocument, createUndo, epochOf, observeJourney, personOrigin, readJourney, readJourneyUpdate, seed } from './index.ts';
import { collectionMap } from './shape.ts';

const newId = idsFrom(21);
const me = personOrigin('me');
const other = personOrigin('other');
const start = retail();

/** A document, edited by commands as this person. */
function edit(doc: Y.Doc, name: CommandName, input: unknown, origin = me): void {
	apply(doc, run(readJourney(doc), name, input, newId).changes, origin);
}

/** Everything each lacks of the other goes over. */
function sync(a: Y.Doc, b: Y.Doc): void {
	const [toA, toB] = [Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)), Y.encodeStateAsUpdate(a, Y.encodeStateVector(b))];
	Y.applyUpdate(a, toA, 'wire');
	Y.applyUpdate(b, toB, 'wire');
}

const copyOf = (doc: Y.Doc): Y.Doc => {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc), 'wire');
	return copy;
};

describe('a journey in a document', () => {
	it('reads back as it was written, also from one update', () => {
		expect(readJourney(createJourneyDocument(start))).toEqual(start);
		expect(readJourneyUpdate(seed(start))).toEqual(start);
		expect(epochOf(createJourneyDocument(start))).toBe(1);
	});

	it.each(recordTypes)('takes a record of kind %s there and back', (type: RecordType) => {
		const [sceneId, laneId] = [start.scenes[0]!.id, start.lanes[0]!.id];
		const [a, b] = start.touchpoints;
		const id = newId();
		const blank = records[type].blank(id, 'a0V') as JourneyRecord;
		const given = { touchpoint: { sceneId, laneId }, card: { sceneId, laneId }, path: { fromId: a!.id, toId: b!.id } }[type as string] ?? {};
		const record = { ...blank, ...given } as JourneyRecord;
		const doc = createJourneyDocument(start);
		apply(doc, [put(record)], me);
		const found = Object.values(readJourney(doc)).flat().find((r) => r !== null && typeof r === 'object' && 'id' in r && r.id === id);
		expect(found).toEqual(record);
		// Only what is no default is stored; texts always, so that nobody has to create them.
		const stored = [...collectionMap(doc, type).get(id)!.keys()];
		for (const key of records[type].texts.filter((k) => k in record)) expect(stored).toContain(key);
		for (const key of ['id', 'type', 'departmentId', 'expectedEmotion', 'momentOfTruth']) expect(stored).not.toContain(key);
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
		step('moveCards', { ids: [start.cards[0]!.id, start.cards[5]!.id], sceneId: start.scenes[2]!.id, laneId: start.lanes[3]!.id, index: 0 });
		step('editTouchpoint', { id: start.touchpoints[0]!.id, fields: { title: '新标题', momentOfTruth: true, expectedEmotion: null } });
		step('editJourney', { fields: { title: 'T', kind: 'blueprint' } });
		step('deleteScene', { id: start.scenes[0]!.id });
	});

	it('leaves out a patch of what is gone', () => {
		const doc = createJourneyDocument(start);
		const { changes } = run(start, 'editTouchpoint', { id: start.touchpoints[0]!.id, fields: { title: 'late' } }, newId);
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
		expect(read.quarantine.map((q) => [q.type, q.id]).sort()).toEqual([['card', id], ['scene', 'nonsense']]);
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

	it('merges what two people type into one title at the same time', () => {
		const a = createJourneyDocument(start);
		const b = copyOf(a);
		const id = start.scenes[2]!.id;
		edit(a, 'editScene', { id, fields: { title: 'Pay quickly' } });
		edit(b, 'editScene', { id, fields: { title: 'How to Pay' } }, other);
		sync(a, b);
		expect(readJourney(a).scenes[2]!.title).toBe('How to Pay quickly');
		expect(readJourney(b)).toEqual(readJourney(a));
	});

	it('carries an edit over when the text moved on while the person typed', () => {
		const doc = createJourneyDocument(start);
		const id = start.scenes[2]!.id;
		edit(doc, 'editScene', { id, fields: { title: 'How to Pay' } }, other);
		edit(doc, 'editScene', { id, fields: { title: 'Pay quickly' }, seen: { title: 'Pay' } });
		expect(readJourney(doc).scenes[2]!.title).toBe('How to Pay quickly');
	});
});

describe('observeJourney', () => {
	it('gives the same snapshot as reading anew, and reuses what did not change', () => {
		const doc = createJourneyDocument(start);
		const seen: unknown[] = [];
		const observer = observeJourney(doc, (_s, origin) => seen.push(origin));
		const before = observer.snapshot;
		const edited = before.touchpoints[3]!;
		edit(doc, 'editTouchpoint', { id: edited.id, fields: { title: 'New' } });
		const now = observer.snapshot;
		expect(now).toEqual(readJourney(doc));
		expect(seen).toEqual([me]);
		expect(now.touchpoints.filter((t, i) => t !== before.touchpoints[i]).map((t) => t.id)).toEqual([edited.id]);
		expect(now.cards).toBe(before.cards);
		expect(now.scenes).toBe(before.scenes);
		expect(now.meta).toBe(before.meta);

		edit(doc, 'editJourney', { fields: { title: 'Other' } });
		expect(observer.snapshot.meta.title).toBe('Other');
		expect(observer.snapshot.touchpoints).toBe(now.touchpoints);
		doc.transact(() => undefined, me);
		expect(seen).toHaveLength(2);
		observer.stop();
		edit(doc, 'addScene', {});
		expect(seen).toHaveLength(2);
	});

	it('follows deletions, quarantine and recovery', () => {
		const doc = createJourneyDocument(start);
		const observer = observeJourney(doc, () => undefined);
		const id = start.cards[0]!.id;
		collectionMap(doc, 'card').get(id)!.set('kind', 'hologram');
		expect(observer.snapshot.quarantine.map((q) => q.id)).toEqual([id]);
		collectionMap(doc, 'card').get(id)!.set('kind', 'note');
		expect(observer.snapshot.quarantine).toEqual([]);
		edit(doc, 'deleteScene', { id: start.scenes[0]!.id });
		expect(observer.snapshot).toEqual(readJourney(doc));
	});

	it('starts from an empty document and sees the content arrive', () => {
		const doc = new Y.Doc();
		const observer = observeJourney(doc, () => undefined);
		expect(observer.snapshot).toEqual(emptySnapshot({ title: '', description: '', kind: 'as-is', schema: {}, epoch: 0 }));
		Y.applyUpdate(doc, seed(start));
		expect(observer.snapshot).toEqual(start);
		expect(observer.snapshot.meta.schema).toEqual(journeySchema.current);
	});

	it('follows 5,000 cards in a few milliseconds an edit', () => {
		const { snapshot, changes } = large(5000);
		const doc = createJourneyDocument(applyChanges(snapshot, changes));
		const observer = observeJourney(doc, () => undefined);
		const times = Array.from({ length: 15 }, (_, i) => {
			const { changes } = run(observer.snapshot, 'editCard', { id: observer.snapshot.cards[i * 300]!.id, fields: { title: `Edited ${i}` } }, newId);
			const before = performance.now();
			apply(doc, changes, me);
			return performance.now() - before;
		}).sort((a, b) => a - b);
		console.info(`an edit of 5,000 cards, applied and observed: median ${times[7]!.toFixed(1)} ms`);
		expect(times[7]).toBeLessThan(30);
	});
});

describe('undo', () => {
	it('takes back own edits only, in order, and does them again', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const [mine, theirs] = [start.touchpoints[0]!, start.touchpoints[1]!];
		edit(doc, 'editTouchpoint', { id: mine.id, fields: { title: 'Mine' } });
		undo.stopCapturing();
		edit(doc, 'editTouchpoint', { id: theirs.id, fields: { title: 'Theirs' } }, other);
		edit(doc, 'addScene', { title: 'Extra' });
		const titles = () => readJourney(doc).touchpoints.filter((t) => [mine.id, theirs.id].includes(t.id)).map((t) => t.title).sort();
		expect(undo.undo()).toBe(true);
		expect(readJourney(doc).scenes).toHaveLength(5);
		expect(undo.undo()).toBe(true);
		expect(titles()).toEqual([mine.title, 'Theirs'].sort());
		expect([undo.canUndo, undo.canRedo, undo.undo()]).toEqual([false, true, false]);
		undo.redo();
		undo.redo();
		expect(titles()).toEqual(['Mine', 'Theirs']);
		expect(readJourney(doc).scenes).toHaveLength(6);
	});

	it('brings back a deleted scene with its cards and paths, under the same ids', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		edit(doc, 'deleteScene', { id: start.scenes[2]!.id });
		undo.undo();
		expect(readJourney(doc)).toEqual(start);
	});

	it('keeps what others typed into the same title', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const id = start.scenes[2]!.id;
		edit(doc, 'editScene', { id, fields: { title: 'Pay quickly' } });
		edit(doc, 'editScene', { id, fields: { title: 'How to Pay quickly' } }, other);
		undo.undo();
		expect(readJourney(doc).scenes[2]!.title).toBe('How to Pay');
	});

	it('does not overwrite a value that somebody else set later', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		const id = start.touchpoints[0]!.id;
		edit(doc, 'editTouchpoint', { id, fields: { channel: 'phone' } });
		const theirs = copyOf(doc);
		edit(theirs, 'editTouchpoint', { id, fields: { channel: 'sms' } }, other);
		sync(doc, theirs);
		undo.undo();
		expect(readJourney(doc).touchpoints.find((t) => t.id === id)!.channel).toBe('sms');
	});

	it('tells when it changes, and joins typing into one step', () => {
		const doc = createJourneyDocument(start);
		const undo = createUndo(doc, me);
		let told = 0;
		undo.subscribe(() => told++);
		const id = start.scenes[0]!.id;
		for (const title of ['D', 'Di', 'Dis']) edit(doc, 'editScene', { id, fields: { title } });
		expect(told).toBeGreaterThan(0);
		undo.undo();
		expect(readJourney(doc).scenes[0]!.title).toBe('Discover');
		undo.destroy();
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
			put(createCard({ id: newId(), kind: 'quote', sceneId: start.scenes[0]!.id, laneId: start.lanes[4]!.id, order: 'a0', source: '访谈' })),
			put(createTouchpoint({ id: newId(), sceneId: start.scenes[0]!.id, laneId: start.lanes[0]!.id, order: 'a0', departmentId: newId() }))
		];
		apply(doc, changes, 'wayfelt:api');
		for (const change of changes) if (change.op === 'put') expect([...readJourney(doc).cards, ...readJourney(doc).touchpoints]).toContainEqual(change.record);
	});
});
