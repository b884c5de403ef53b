import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { idsFrom, retail } from '../../../../tests/support/journey.ts';
import { commandNames, inputFor } from '../../../../tests/support/likely-input.ts';
import { type CommandName, journeySchema, type JourneySnapshot, runCommand } from '#domain/journey/index.ts';
import { isOrderKey } from '#domain/shared/order.ts';
import { personOrigin } from '../../core/transaction-origins.ts';
import { createUndo, type Undo } from '../../core/undo.ts';
import { apply } from './apply.ts';
import { journeyKind } from './index.ts';
import { readRaw } from '../../core/records/record-maps.ts';
import { observeJourney, readJourney } from './read.ts';
import { createJourneyDocument } from './seed.ts';

/** One step of a run: somebody edits, undoes, or hears from somebody else. Numbers pick among what is there. */
type Step =
	| { readonly do: 'edit'; readonly who: number; readonly command: CommandName; readonly picks: readonly number[] }
	| { readonly do: 'undo' | 'redo'; readonly who: number }
	| { readonly do: 'hear'; readonly who: number; readonly from: number };

const who = fc.nat({ max: 2 });
const steps = fc.array(
	fc.oneof(
		{
			weight: 6,
			arbitrary: fc.record({
				do: fc.constant('edit' as const),
				who,
				command: fc.constantFrom(...commandNames),
				picks: fc.array(fc.nat(), { minLength: 6, maxLength: 6 })
			})
		},
		{ weight: 1, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), who }) },
		{ weight: 3, arbitrary: fc.record({ do: fc.constant('hear' as const), who, from: who }) }
	),
	{ maxLength: 50 }
);

interface Replica {
	readonly doc: Y.Doc;
	readonly observer: ReturnType<typeof observeJourney>;
	readonly undo: Undo;
	readonly newId: () => string;
	/** Touchpoint ids that this replica put into the world. */
	readonly made: Set<string>;
}

const start = retail();

function replica(n: number): Replica {
	const doc = new Y.Doc();
	doc.clientID = 1000 + n;
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(seeded));
	const observer = observeJourney(doc, () => undefined);
	return {
		doc,
		observer,
		undo: createUndo(journeyKind, doc, personOrigin(String(n))),
		newId: idsFrom(500 + n),
		made: new Set()
	};
}
const seeded = createJourneyDocument(start);

function hear(to: Replica, from: Replica): void {
	Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'wire');
}

/** What must hold of every snapshot. Plain checks: an `expect` for each record would take most of the run. */
function invariants(s: JourneySnapshot): void {
	const must = (holds: boolean, what: string): void => {
		if (!holds) throw new Error(what);
	};
	const scenes = new Set(s.scenes.map((x) => x.id));
	const lanes = new Set(s.lanes.map((x) => x.id));
	for (const item of [...s.touchpoints, ...s.cards])
		must(scenes.has(item.sceneId) && lanes.has(item.laneId), 'an item on the map lies in no cell');
	for (const { record, missing } of s.orphans)
		must(!(missing === 'scene' ? scenes.has(record.sceneId) : lanes.has(record.laneId)), 'an orphan has its cell');
	const touchpoints = new Set(s.touchpoints.map((t) => t.id));
	for (const path of s.paths) must(touchpoints.has(path.fromId) && touchpoints.has(path.toId), 'a path dangles');
	must(s.quarantine.length === 0, 'commands made something unreadable');
	for (const list of [s.scenes, s.lanes, s.touchpoints, s.cards, s.personas])
		list.forEach((b, i) => {
			const a = list[i - 1];
			must(isOrderKey(b.order), `"${b.order}" is no order key`);
			must(a === undefined || a.order < b.order || (a.order === b.order && a.id < b.id), 'a list is not sorted');
		});
	const ids = [s.scenes, s.lanes, s.touchpoints, s.cards, s.paths, s.personas, s.orphans.map((o) => o.record)].flatMap(
		(list) => list.map((r) => r.id)
	);
	must(new Set(ids).size === ids.length, 'an id is there twice');
}

function play(people: number, script: readonly Step[]): void {
	const replicas = Array.from({ length: people }, (_, n) => replica(n));
	for (const step of script) {
		const me = replicas[step.who % people]!;
		if (step.do === 'hear') hear(me, replicas[step.from % people]!);
		else if (step.do === 'edit') {
			const result = runCommand(
				me.observer.snapshot,
				step.command,
				inputFor(me.observer.snapshot, step.command, step.picks),
				me
			);
			if (!result.ok) continue;
			me.undo.stopCapturing();
			apply(me.doc, result.value.changes, personOrigin(String(step.who % people)));
			for (const change of result.value.changes)
				if (change.op === 'put' && change.record.type === 'touchpoint') me.made.add(change.record.id);
		} else me.undo[step.do]();
		// What the board shows is at every moment what a fresh reading gives, and sound.
		invariants(me.observer.snapshot);
		same(me.observer.snapshot, readJourney(me.doc));
	}
	for (const to of replicas) for (const from of replicas) hear(to, from);
	for (const to of replicas) for (const from of replicas) hear(to, from);
	const [first, ...others] = replicas.map((r) => r.observer.snapshot);
	for (const other of others) same(other, first!);
	// Nobody but these people and the template makes touchpoints: their ids are for ever.
	const known = new Set([...start.touchpoints.map((t) => t.id), ...replicas.flatMap((r) => [...r.made])]);
	for (const id of Object.keys(readRaw(replicas[0]!.doc, journeySchema).collections.touchpoints!))
		expect(known.has(id)).toBe(true);
	for (const r of replicas) {
		r.observer.stop();
		r.undo.destroy();
		r.doc.destroy();
	}
}

/** A deep comparison without the diff, which would cost more than the run; the diff is made when they differ. */
function same(a: JourneySnapshot, b: JourneySnapshot): void {
	if (!isDeepStrictEqual(a, b)) expect(a).toEqual(b);
}

describe('people who edit at the same time', () => {
	it('two, whatever they do and in whatever order they hear of each other, end with the same sound map', () => {
		fc.assert(
			fc.property(steps, (script) => play(2, script)),
			{ numRuns: 60 }
		);
	}, 60_000);

	it('three, too', () => {
		fc.assert(
			fc.property(steps, (script) => play(3, script)),
			{ numRuns: 60 }
		);
	}, 60_000);

	it('insert at the same place: both are there, in one order for all, and something fits between', () => {
		const [a, b] = [replica(0), replica(1)];
		const sceneId = start.scenes[2]!.id;
		for (const r of [a, b]) {
			const result = runCommand(r.observer.snapshot, 'addTouchpoint', { sceneId, title: 'new', index: 1 }, r);
			if (result.ok) apply(r.doc, result.value.changes, 'wayfelt:api');
		}
		hear(a, b);
		hear(b, a);
		expect(a.observer.snapshot).toEqual(b.observer.snapshot);
		const result = runCommand(a.observer.snapshot, 'addTouchpoint', { sceneId, title: 'between', index: 2 }, a);
		if (result.ok) apply(a.doc, result.value.changes, 'wayfelt:api');
		const titles = a.observer.snapshot.touchpoints.filter((t) => t.sceneId === sceneId).map((t) => t.title);
		expect(titles.slice(0, 5)).toEqual(['Queue at the till', 'new', 'between', 'new', 'Self-checkout']);
	});

	it('made the very same key: the next insertion gives new keys to those who collided', () => {
		const [a, b] = [replica(0), replica(1)];
		const sceneId = start.scenes[2]!.id;
		for (const [i, r] of [a, b].entries()) {
			const result = runCommand(
				r.observer.snapshot,
				'addTouchpoint',
				{ sceneId, title: `same ${i}`, index: 1 },
				{ newId: r.newId }
			);
			if (!result.ok) throw new Error('refused');
			const changes = result.value.changes.map((c) =>
				c.op === 'put' ? { ...c, record: { ...c.record, order: 'a1V' } } : c
			);
			apply(r.doc, changes as typeof result.value.changes, 'wayfelt:api');
		}
		hear(a, b);
		const row = () => a.observer.snapshot.touchpoints.filter((t) => t.sceneId === sceneId);
		const first = row().findIndex((t) => t.title.startsWith('same'));
		expect(row()[first]!.order).toBe(row()[first + 1]!.order);
		const result = runCommand(a.observer.snapshot, 'addTouchpoint', { sceneId, title: 'between', index: first + 1 }, a);
		if (result.ok) apply(a.doc, result.value.changes, 'wayfelt:api');
		expect(
			row()
				.map((t) => t.title)
				.slice(first, first + 3)
		).toEqual([expect.stringContaining('same'), 'between', expect.stringContaining('same')]);
	});
});
