import type { Id } from '#domain/shared/ids.ts';
import { byId, type RecordDefinition } from './records/define-record.ts';
import {
	type JourneyRecord,
	type RecordLists,
	type RecordOf,
	records,
	type RecordType,
	recordTypes
} from './records/all-records.ts';
import {
	type Cell,
	type Item,
	type JourneyMeta,
	type JourneySnapshot,
	listOf,
	type Orphan,
	type Quarantined
} from './snapshot.ts';
import { listsAfter, type Touched } from './after-edit.ts';
import { follows } from './lineage.ts';

/** Valid records as they lie in a document, by type and id, with nothing yet said about how they fit together. */
export type RecordStore = { readonly [T in RecordType]: ReadonlyMap<Id, RecordOf<T>> };

/** The same, to be filled. */
export type MutableStore = { readonly [T in RecordType]: Map<Id, JourneyRecord> };

export type BareMeta = Omit<JourneyMeta, 'personaIds'>;

export const emptyStore = (): MutableStore =>
	Object.fromEntries(recordTypes.map((type) => [type, new Map()])) as unknown as MutableStore;

/**
 * A consistent snapshot from records that may not fit together. Lists equal to those of `previous` are reused, so
 * whoever compares by identity sees exactly what changed.
 * @param touched all that may differ from `previous`: an edit then costs what it changes
 */
export function assemble(
	meta: BareMeta,
	store: RecordStore | MutableStore,
	quarantine: readonly Quarantined[] = [],
	previous?: JourneySnapshot,
	touched?: Touched
): JourneySnapshot {
	const lists = previous && touched && listsAfter(previous, store as RecordStore, touched);
	if (lists) {
		const { personas } = { ...previous, ...lists } as JourneySnapshot;
		const next = { ...previous, ...lists, meta: { ...meta, personaIds: personas.map((p) => p.id) }, quarantine };
		return after(previous, next);
	}
	return assembleAll(meta, store, quarantine, previous);
}

function assembleAll(
	meta: BareMeta,
	store: RecordStore | MutableStore,
	quarantine: readonly Quarantined[],
	previous: JourneySnapshot | undefined
): JourneySnapshot {
	const missing = (item: Cell): Orphan['missing'] | null =>
		!store.scene.has(item.sceneId) ? 'scene' : !store.lane.has(item.laneId) ? 'lane' : null;
	const isPlaced = (id: Id): boolean => {
		const touchpoint = store.touchpoint.get(id) as RecordOf<'touchpoint'> | undefined;
		return touchpoint !== undefined && missing(touchpoint) === null;
	};
	const orphans: Orphan[] = [];
	const lists: Record<string, readonly JourneyRecord[]> = {};
	for (const type of recordTypes) {
		const definition: RecordDefinition<JourneyRecord> = records[type];
		const list: JourneyRecord[] = [];
		for (const record of inOrderOf(previous && listOf(previous, type), store[type])) {
			const lost = definition.inCell ? missing(record as Item) : null;
			if (lost !== null) orphans.push({ record: record as Item, missing: lost });
			else {
				const settled = definition.settle ? definition.settle(record, isPlaced) : record;
				if (settled !== null) list.push(settled);
			}
		}
		lists[definition.collection] = list.sort(definition.compare);
	}
	orphans.sort((a, b) => byId(a.record, b.record));
	const made = lists as unknown as RecordLists;
	const next = { ...made, meta: { ...meta, personaIds: made.personas.map((p) => p.id) }, orphans, quarantine };
	return previous ? after(previous, next) : next;
}

function after(previous: JourneySnapshot, next: JourneySnapshot): JourneySnapshot {
	const shared = share(previous, next);
	follows(shared, previous);
	return shared;
}

/**
 * The records of a store, first those of a list in its order. After an edit that is nearly the order they are sorted into,
 * and sorting what is sorted costs one comparison a record.
 */
function* inOrderOf(
	list: readonly JourneyRecord[] | undefined,
	store: ReadonlyMap<Id, JourneyRecord>
): Generator<JourneyRecord> {
	if (!list) return yield* store.values();
	let known = 0;
	for (const { id } of list) {
		const record = store.get(id);
		if (!record) continue;
		known++;
		yield record;
	}
	if (known === store.size) return;
	const listed = new Set(list.map(({ id }) => id));
	for (const record of store.values()) if (!listed.has(record.id)) yield record;
}

/** Every record of a snapshot, orphans too; those that it left out on purpose (dangling paths) are not among them. */
export const allRecords = (snapshot: JourneySnapshot): JourneyRecord[] => [
	...recordTypes.flatMap((type) => listOf(snapshot, type) as readonly JourneyRecord[]),
	...snapshot.orphans.map((o) => o.record)
];

/** A store of these records. */
export function storeOf(all: Iterable<JourneyRecord>): MutableStore {
	const store = emptyStore();
	for (const record of all) store[record.type].set(record.id, record);
	return store;
}

/** An empty journey: what a document is before it is seeded. */
export const emptySnapshot = (meta: BareMeta): JourneySnapshot => assemble(meta, emptyStore());

/** `next`, with every part that equals the previous one replaced by it. */
function share(previous: JourneySnapshot, next: JourneySnapshot): JourneySnapshot {
	const shared: Record<string, unknown> = { ...next };
	for (const key of Object.keys(next) as (keyof JourneySnapshot)[]) {
		if (key === 'meta') {
			if (sameMeta(previous.meta, next.meta)) shared[key] = previous.meta;
		} else if (key === 'orphans') {
			if (sameList(previous.orphans, next.orphans, (a, b) => a.record === b.record && a.missing === b.missing))
				shared[key] = previous.orphans;
		} else if (
			previous[key] !== next[key] &&
			sameList(previous[key] as readonly unknown[], next[key] as readonly unknown[], Object.is)
		)
			shared[key] = previous[key];
	}
	return shared as unknown as JourneySnapshot;
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean =>
	a.length === b.length && a.every((item, i) => same(item, b[i]!));

const sameMeta = (a: JourneyMeta, b: JourneyMeta): boolean =>
	a.title === b.title &&
	a.description === b.description &&
	a.kind === b.kind &&
	a.epoch === b.epoch &&
	sameList(a.personaIds, b.personaIds, Object.is) &&
	JSON.stringify(a.schema) === JSON.stringify(b.schema);
