import * as Y from 'yjs';

/** One step on the stack of an undo manager. */
export type Step = Y.UndoManager['undoStack'][number];

/** A value of a map that a step wrote, or removed: the item that stood there when the step was done. */
interface Written {
	readonly map: Y.AbstractType<unknown>;
	readonly key: string;
	/** Not the item itself: Yjs puts items together when they are deleted. */
	id: Y.ID;
}

const WRITTEN = 'written';
const writtenIn = (step: Step): Written[] => (step.meta.get(WRITTEN) as Written[] | undefined) ?? [];

/** Notes at a step which values of maps a transaction of it wrote. */
export function noteWritten(step: Step, transaction: Y.Transaction): void {
	const written = writtenIn(step);
	for (const [map, keys] of transaction.changed as Map<Y.AbstractType<unknown>, Set<string | null>>) {
		for (const key of keys) {
			const item = key === null ? undefined : map._map.get(key);
			if (!item) continue;
			const before = written.find((one) => one.map === map && one.key === key);
			if (before) before.id = item.lastId;
			else written.push({ map, key: key!, id: item.lastId });
		}
	}
	step.meta.set(WRITTEN, written);
}

/**
 * Takes out of a step what somebody has overwritten since: their value stays, also where Yjs would go back to the one
 * before it.
 */
export function forgetOvertaken(doc: Y.Doc, step: Step): void {
	for (const { map, key, id } of writtenIn(step)) {
		const present = liveMap(doc, map)._map.get(key);
		if (!present || holds(present, latest(doc, id))) continue;
		for (let old: Y.Item | null = present; old !== null; old = old.left) {
			remove(step.deletions, old);
			remove(step.insertions, old);
		}
	}
}

const holds = (item: Y.Item, { client, clock }: Y.ID): boolean =>
	item.id.client === client && item.id.clock <= clock && clock < item.id.clock + item.length;

/** What an undo or redo put in the place of this, and so on. */
function latest(doc: Y.Doc, id: Y.ID): Y.ID {
	for (let last = id; ;) {
		const item = Y.getItem(doc.store, last);
		if (!(item instanceof Y.Item) || item.redone === null) return last;
		last = Y.createID(item.redone.client, item.redone.clock + last.clock - item.id.clock);
	}
}

/** The map itself, or the one in its place after its record was deleted and brought back. */
function liveMap(doc: Y.Doc, map: Y.AbstractType<unknown>): Y.AbstractType<unknown> {
	if (map._item === null || map._item.redone === null) return map;
	const item = Y.getItem(doc.store, latest(doc, map._item.id));
	return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : map;
}

/** Takes the clocks of an item out of a set of ranges. */
function remove({ clients }: Step['deletions'], { id, length }: Y.Item): void {
	const ranges = clients.get(id.client);
	if (!ranges) return;
	const [start, end] = [id.clock, id.clock + length];
	const part = (from: number, to: number): typeof ranges => (to > from ? [{ clock: from, len: to - from }] : []);
	const left = ranges.flatMap(({ clock, len }) => [
		...part(clock, Math.min(clock + len, start)),
		...part(Math.max(clock, end), clock + len)
	]);
	if (left.length > 0) clients.set(id.client, left);
	else clients.delete(id.client);
}
