import type * as Y from 'yjs';
import {
	assemble,
	emptyStore,
	type JourneySnapshot,
	type Quarantined,
	type RecordType,
	recordTypes
} from '#domain/journey/index.ts';
import { aboutMap } from '../../core/about.ts';
import type { Observer } from '../../core/kind.ts';
import { readMeta, readRecord } from './read.ts';
import { collectionMap, journeyMap } from './shape.ts';

/**
 * Follows a document: after each transaction that changed something (one's own, or one that came over the wire) the
 * callback gets the new snapshot. Records, and lists, that did not change are the same objects as before: only records that were touched are read and validated again.
 * @param onChange not called for the first snapshot, which is there at once as `snapshot`
 */
export function observeJourney(
	doc: Y.Doc,
	onChange: (snapshot: JourneySnapshot, origin: unknown) => void
): Observer<JourneySnapshot> {
	const store = emptyStore();
	const bad = Object.fromEntries(recordTypes.map((type) => [type, new Map<string, Quarantined>()])) as Record<
		RecordType,
		Map<string, Quarantined>
	>;
	const touched = new Map<RecordType, Set<string>>();
	let metaTouched = false;

	const reread = (type: RecordType, id: string): void => {
		const fields = collectionMap(doc, type).get(id);
		store[type].delete(id);
		bad[type].delete(id);
		if (fields === undefined) return;
		const read = readRecord(type, id, fields);
		if (read.ok) store[type].set(id, read.record);
		else bad[type].set(id, read.quarantined);
	};
	const assembled = (previous?: JourneySnapshot): JourneySnapshot =>
		assemble(
			meta,
			store,
			recordTypes.flatMap((type) => [...bad[type].values()]),
			previous
		);

	let meta = readMeta(doc);
	for (const type of recordTypes) for (const id of collectionMap(doc, type).keys()) reread(type, id);
	let snapshot = assembled();

	const observers = recordTypes.map((type) => {
		const map = collectionMap(doc, type);
		const note = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
			let ids = touched.get(type);
			if (!ids) touched.set(type, (ids = new Set()));
			for (const event of events) {
				const within = event.path[0];
				if (within !== undefined) ids.add(String(within));
				else for (const id of event.changes.keys.keys()) ids.add(id);
			}
		};
		map.observeDeep(note as never);
		return () => map.unobserveDeep(note as never);
	});
	const noteMeta = (): void => {
		metaTouched = true;
	};
	journeyMap(doc).observeDeep(noteMeta);
	aboutMap(doc).observe(noteMeta);

	const flush = (transaction: Y.Transaction): void => {
		if (touched.size === 0 && !metaTouched) return;
		for (const [type, ids] of touched) for (const id of ids) reread(type, id);
		if (metaTouched) meta = readMeta(doc);
		touched.clear();
		metaTouched = false;
		snapshot = assembled(snapshot);
		onChange(snapshot, transaction.origin);
	};
	doc.on('afterTransaction', flush);

	return {
		get snapshot() {
			return snapshot;
		},
		stop: () => {
			doc.off('afterTransaction', flush);
			observers.forEach((stop) => stop());
			journeyMap(doc).unobserveDeep(noteMeta);
			aboutMap(doc).unobserve(noteMeta);
		}
	};
}
