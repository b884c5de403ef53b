import type { Id } from '#domain/shared/ids.ts';
import { allRecords } from './assemble.ts';
import { positionOf } from './queries.ts';
import { defaultsOf, type RawFields, type RecordDefinition } from './records/define-record.ts';
import type { JourneyFields } from './records/journey.ts';
import { type JourneyRecord, records, type RecordType, recordTypes } from './records/all-records.ts';
import { type Item, type JourneySnapshot, listOf } from './snapshot.ts';

/** The journey's own fields, as if they were a record. */
export type JourneyItself = JourneyFields & { readonly type: 'journey'; readonly id: '' };
export type Compared = JourneyRecord | JourneyItself;

/** A place that somebody wrote at: these fields of a record, or (null) the record as a whole. */
export interface Place {
	readonly type: RecordType | 'journey';
	readonly id: Id;
	readonly fields: readonly string[] | null;
}

/** What one map has otherwise than another. */
export interface Difference {
	/** `added`: the other map has no such record. `deleted`: only the other has it. */
	readonly what: 'added' | 'changed' | 'deleted';
	readonly here: Compared | null;
	readonly there: Compared | null;
	/** Fields that say something else (of an added record: that say something). Scene, lane and order are one: `PLACE`. */
	readonly fields: readonly string[];
}

/** Stands for the fields that say where a record is: people see a place, not an order key. */
export const PLACE = 'place';
const placing: readonly string[] = ['sceneId', 'laneId', 'order'];
const identity: readonly string[] = ['id', 'type'];

/**
 * What `here` has otherwise than `there`, record by record, in the order of kinds.
 * @param places where to look; null: everywhere
 */
export function compare(
	here: JourneySnapshot,
	there: JourneySnapshot,
	places: readonly Place[] | null = null
): Difference[] {
	const [mine, theirs] = [byKey(here), byKey(there)];
	const wanted =
		places ?? [...new Map([...mine, ...theirs]).values()].map(({ type, id }) => ({ type, id, fields: null }));
	const all = wanted.flatMap((place): Difference[] => {
		const key = keyOf(place);
		const [a, b] = [mine.get(key), theirs.get(key)];
		if (!a) return b ? [{ what: 'deleted', here: null, there: b, fields: [] }] : [];
		if (!b) return [{ what: 'added', here: a, there: null, fields: telling(a) }];
		const touched = namesOf(place.fields === null ? keysOf(a, b) : withKind(place.fields, a, b));
		const fields = touched.filter((field) =>
			field === PLACE ? moved(here, a, there, b) : !same(get(a, field), get(b, field))
		);
		return fields.length > 0 ? [{ what: 'changed', here: a, there: b, fields }] : [];
	});
	const deleted = new Set(all.flatMap(({ what, there }) => (what === 'deleted' ? [there!.id] : [])));
	return all
		.filter(({ what, there }) => what !== 'deleted' || !hangsOn(there!, deleted))
		.sort((a, b) => rank(a) - rank(b));
}

/** What was done at a place of a map. */
export interface Written {
	readonly what: Difference['what'];
	readonly type: Compared['type'];
	readonly id: Id;
	/** null: deleted, and nothing is known of it any more. */
	readonly record: Compared | null;
	/** Fields that were written; of an added record: that say something. */
	readonly fields: readonly string[];
}

/**
 * What was written at these places, told from one map alone: there is no other to compare with.
 * @param places null: not known, so everything on the map
 * @param gone records that the map once had
 */
export function writtenAt(
	here: JourneySnapshot,
	places: readonly Place[] | null,
	gone: readonly JourneyRecord[] = []
): Written[] {
	const [mine, before] = [byKey(here), new Map(gone.map((record) => [keyOf(record), record]))];
	const wanted = places ?? allRecords(here).map(({ type, id }) => ({ type, id, fields: null }));
	const all = wanted.flatMap((place): Written[] => {
		const { type, id, fields } = place;
		const record = mine.get(keyOf(place));
		if (record && fields === null) return [{ what: 'added', type, id, record, fields: telling(record) }];
		if (record) return [{ what: 'changed', type, id, record, fields: namesOf(withKind(fields!, record, record)) }];
		// Somebody else deleted what was only edited here.
		if (fields !== null) return [];
		return [{ what: 'deleted', type, id, record: before.get(keyOf(place)) ?? null, fields: [] }];
	});
	const deleted = new Set(all.flatMap(({ what, id }) => (what === 'deleted' ? [id] : [])));
	return all
		.filter(({ what, record }) => what !== 'deleted' || !record || !hangsOn(record, deleted))
		.sort((a, b) => rankOfType(a.type) - rankOfType(b.type));
}

/** Is something of these an end of the path, the scene or lane of the card? What is deleted takes that along. */
const hangsOn = (record: Compared, deleted: ReadonlySet<Id>): boolean =>
	['fromId', 'toId', 'sceneId', 'laneId'].some((end) => deleted.has(get(record, end) as Id));

/** Position of a record among its like, from 0: of an item in its cell. −1 when it is nowhere on the map. */
export function rankOf(snapshot: JourneySnapshot, record: Compared): number {
	if (record.type === 'journey') return 0;
	if (record.type === 'touchpoint' || record.type === 'card') return positionOf(snapshot, record as Item);
	return (listOf(snapshot, record.type) as readonly JourneyRecord[]).findIndex(({ id }) => id === record.id);
}

const get = (record: Compared, field: string): unknown => (record as unknown as RawFields)[field];
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
const keyOf = ({ type, id }: { type: string; id: Id }): string => `${type} ${id}`;
const rankOfType = (type: Compared['type']): number => recordTypes.indexOf(type as RecordType);
const rank = ({ here, there }: Difference): number => rankOfType((here ?? there)!.type);

function byKey(snapshot: JourneySnapshot): Map<string, Compared> {
	const { title, description, kind } = snapshot.meta;
	const itself: JourneyItself = { type: 'journey', id: '', title, description, kind };
	return new Map([itself, ...allRecords(snapshot)].map((record) => [keyOf(record), record]));
}

const keysOf = (...two: readonly Compared[]): string[] => [...new Set(two.flatMap((record) => Object.keys(record)))];

/** Whoever changed a card's kind brought the fields that only one of the kinds has. */
const withKind = (fields: readonly string[], a: Compared, b: Compared): readonly string[] =>
	fields.includes('kind') ? [...fields, ...keysOf(a, b).filter((key) => !(key in a && key in b))] : fields;

/** Field names as people know them, in this order, each once. */
const namesOf = (fields: readonly string[]): string[] => [
	...new Set(fields.filter((field) => !identity.includes(field)).map((f) => (placing.includes(f) ? PLACE : f)))
];

/** Neighbours that came or went do not move a record; a new order key that leaves it where it was does not either. */
const moved = (here: JourneySnapshot, a: Compared, there: JourneySnapshot, b: Compared): boolean =>
	placing.some((field) => get(a, field) !== get(b, field)) &&
	(get(a, 'sceneId') !== get(b, 'sceneId') ||
		get(a, 'laneId') !== get(b, 'laneId') ||
		rankOf(here, a) !== rankOf(there, b));

/** Fields of a record that are not what every new one has. */
function telling(record: Compared): string[] {
	if (record.type === 'journey') return [];
	const { id: _id, type, ...fields } = record;
	const defaults = defaultsOf(records[type] as RecordDefinition, fields);
	return namesOf(Object.keys(fields).filter((field) => !same(get(record, field), defaults[field])));
}
