import type { Id } from '#domain/shared/ids.ts';
import { byOrder } from '#domain/shared/order.ts';
import { allRecords } from './assemble.ts';
import { recordTypes, type JourneyRecord, type RecordOf } from './records/all-records.ts';
import { listOf, type Cell, type Item, type JourneySnapshot } from './snapshot.ts';

/** What the snapshot's lists say, by id and by cell. Made once per snapshot (see `indexOf`). */
export interface JourneyIndex {
	/** Every readable record, orphans too. */
	readonly byId: ReadonlyMap<Id, JourneyRecord>;
	/** Items of a cell from top to bottom; an empty list when there are none. */
	readonly cell: (cell: Cell) => readonly Item[];
	/** Paths that start or end at this touchpoint. */
	readonly pathsAt: (touchpointId: Id) => readonly RecordOf<'path'>[];
}

const NONE: readonly never[] = [];

/** Items by scene and lane. Two levels: joining ids into a key string would cost more than the whole index. */
type Cells = ReadonlyMap<Id, ReadonlyMap<Id, readonly Item[]>>;
type Paths = ReadonlyMap<Id, readonly RecordOf<'path'>[]>;

/** What the indexes hold, for the next one to be made from. */
const parts = new WeakMap<JourneySnapshot, { byId: ReadonlyMap<Id, JourneyRecord>; cells: Cells; paths: Paths }>();

/** @param previous the snapshot that this one was made from: what they share is not indexed again */
export function makeIndex(snapshot: JourneySnapshot, previous?: JourneySnapshot): JourneyIndex {
	const had = previous && parts.get(previous);
	const changed = previous && had ? changesOf(snapshot, previous, had.byId) : null;
	const byId = had && changed ? withRecords(had.byId, changed) : idsOf(snapshot);
	const cells = had && changed ? withItems(had.cells, changed) : cellsOf(snapshot);
	const paths = had && previous!.paths === snapshot.paths ? had.paths : pathsOf(snapshot);
	parts.set(snapshot, { byId, cells, paths });
	return {
		byId,
		cell: ({ sceneId, laneId }) => cells.get(sceneId)?.get(laneId) ?? NONE,
		pathsAt: (id) => paths.get(id) ?? NONE
	};
}

const idsOf = (snapshot: JourneySnapshot): ReadonlyMap<Id, JourneyRecord> =>
	new Map(allRecords(snapshot).map((record) => [record.id, record]));

function cellsOf(snapshot: JourneySnapshot): Cells {
	const cells = new Map<Id, Map<Id, Item[]>>();
	const mixed = new Set<Item[]>();
	const add = (item: Item): void => {
		let lanes = cells.get(item.sceneId);
		if (!lanes) cells.set(item.sceneId, (lanes = new Map()));
		const items = lanes.get(item.laneId);
		if (!items) lanes.set(item.laneId, [item]);
		else if (items[0]!.type === item.type) items.push(item);
		else mixed.add((items.push(item), items));
	};
	snapshot.touchpoints.forEach(add);
	snapshot.cards.forEach(add);
	// Both lists come sorted; only a cell that mixes them (a lane whose kind was changed) needs sorting again.
	for (const items of mixed) items.sort(byOrder);
	return cells;
}

function pathsOf(snapshot: JourneySnapshot): Paths {
	const paths = new Map<Id, RecordOf<'path'>[]>();
	for (const path of snapshot.paths)
		for (const end of new Set([path.fromId, path.toId])) {
			const list = paths.get(end);
			if (list) list.push(path);
			else paths.set(end, [path]);
		}
	return paths;
}

/** What a record was and is; null: it was not there, or is there no more. */
interface Changed {
	readonly was: JourneyRecord | null;
	readonly is: JourneyRecord | null;
}

/** With more changes than these, one after the other costs more than all of it anew. */
const MANY = 200;

/** Records that differ between two snapshots; null when so much does that both had better be indexed anew. */
function changesOf(
	snapshot: JourneySnapshot,
	previous: JourneySnapshot,
	had: ReadonlyMap<Id, JourneyRecord>
): ReadonlyMap<Id, Changed> | null {
	// Orphans come and go with scenes and lanes, many at once.
	if (snapshot.orphans !== previous.orphans) return null;
	const changed = new Map<Id, Changed>();
	for (const type of recordTypes) {
		const [now, before] = [listOf(snapshot, type), listOf(previous, type)] as [
			readonly JourneyRecord[],
			readonly JourneyRecord[]
		];
		if (now === before) continue;
		let common = 0;
		for (const record of now) {
			const was = had.get(record.id) ?? null;
			if (was) common++;
			// One id twice: which of them counts is decided when all are looked at.
			if (was && was.type !== record.type) return null;
			if (was !== record) changed.set(record.id, { was, is: record });
		}
		if (common === before.length) continue;
		const left = new Set(now.map(({ id }) => id));
		for (const record of before) if (!left.has(record.id)) changed.set(record.id, { was: record, is: null });
	}
	return changed.size > MANY ? null : changed;
}

function withRecords(
	had: ReadonlyMap<Id, JourneyRecord>,
	changed: ReadonlyMap<Id, Changed>
): ReadonlyMap<Id, JourneyRecord> {
	if (changed.size === 0) return had;
	const byId = new Map(had);
	for (const [id, { is }] of changed) {
		if (is) byId.set(id, is);
		else byId.delete(id);
	}
	return byId;
}

function withItems(had: Cells, changed: ReadonlyMap<Id, Changed>): Cells {
	const cells = new Map(had);
	const own = new Map<ReadonlyMap<Id, readonly Item[]>, Map<Id, readonly Item[]>>();
	const change = ({ sceneId, laneId }: Cell, to: (items: readonly Item[]) => readonly Item[]): void => {
		const lanes = cells.get(sceneId);
		let mine = lanes && own.get(lanes);
		if (!mine) {
			mine = new Map(lanes);
			own.set(mine, mine);
			cells.set(sceneId, mine);
		}
		mine.set(laneId, to(mine.get(laneId) ?? NONE));
	};
	for (const { was, is } of changed.values()) {
		if (was?.type === 'touchpoint' || was?.type === 'card')
			change(was, (items) => items.filter(({ id }) => id !== was.id));
		if (is?.type === 'touchpoint' || is?.type === 'card') change(is, (items) => [...items, is].sort(byOrder));
	}
	return cells;
}
