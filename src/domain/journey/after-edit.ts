import type { Id } from '#domain/shared/ids.ts';
import type { RecordStore } from './assemble.ts';
import { type JourneyRecord, records, type RecordType } from './records/all-records.ts';
import type { RecordDefinition } from './records/define-record.ts';
import { type JourneySnapshot, listOf } from './snapshot.ts';

/** Records that may have come, gone or changed, by type. */
export type Touched = ReadonlyMap<RecordType, ReadonlySet<Id>>;

/** With more records than these, one after the other costs more than all of them anew. */
const MANY = 50;

/**
 * The lists of a snapshot that an edit changed, by collection, made of the lists before; null where what it touched may
 * decide about other records: whether there is a scene, lane or touchpoint decides whether what lies in or points at it is shown.
 */
export function listsAfter(
	previous: JourneySnapshot,
	store: RecordStore,
	touched: Touched
): Readonly<Record<string, readonly JourneyRecord[]>> | null {
	let many = 0;
	for (const ids of touched.values()) many += ids.size;
	if (many > MANY || previous.orphans.length > 0) return null;
	const isPlaced = (id: Id): boolean => store.touchpoint.has(id);
	const lists: Record<string, readonly JourneyRecord[]> = {};
	for (const [type, ids] of touched) {
		const definition: RecordDefinition<JourneyRecord> = records[type];
		const before = listOf(previous, type) as readonly JourneyRecord[];
		let list: JourneyRecord[] | null = null;
		for (const id of ids) {
			const at = (list ?? before).findIndex((record) => record.id === id);
			const is = store[type].get(id) as JourneyRecord | undefined;
			const was = at < 0 ? undefined : (list ?? before)[at];
			if (decides(type) && (was === undefined) !== (is === undefined)) return null;
			if (is && (is.type === 'touchpoint' || is.type === 'card'))
				if (!store.scene.has(is.sceneId) || !store.lane.has(is.laneId)) return null;
			const shown = is && definition.settle ? definition.settle(is, isPlaced) : (is ?? null);
			if (shown === (was ?? null)) continue;
			list ??= [...before];
			if (was) list.splice(at, 1);
			if (shown) list.splice(placeIn(list, shown, definition.compare), 0, shown);
		}
		if (list) lists[definition.collection] = list;
	}
	return lists;
}

const decides = (type: RecordType): boolean => type === 'scene' || type === 'lane' || type === 'touchpoint';

/** Where a record belongs in a sorted list. */
function placeIn<R>(list: readonly R[], record: R, compare: (a: R, b: R) => number): number {
	let [from, to] = [0, list.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (compare(list[middle]!, record) <= 0) from = middle + 1;
		else to = middle;
	}
	return from;
}
