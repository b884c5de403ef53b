import * as v from 'valibot';
import type { Id } from '#domain/shared/ids.ts';
import { allRecords, assemble, storeOf } from './assemble.ts';
import type { JourneyFields } from './records/journey.ts';
import { type JourneyRecord, type RecordOf, records, type RecordType } from './records/all-records.ts';
import type { JourneySnapshot } from './snapshot.ts';

/** Fields of a record that can change: all but its identity. */
export type Patch<R extends JourneyRecord> = R extends JourneyRecord ? Partial<Omit<R, 'id' | 'type'>> : never;

/**
 * What a command wants done, as typed data. The document applies a list of them in one transaction.
 * `seen` carries the texts that the writer started from: when the document's text has moved on since, both edits merge
 * instead of the later one undoing the earlier.
 */
export type Change =
	| { readonly op: 'put'; readonly record: JourneyRecord }
	| PatchChange
	| { readonly op: 'delete'; readonly type: RecordType; readonly id: Id }
	| { readonly op: 'journey'; readonly fields: Partial<JourneyFields>; readonly seen?: Seen };

export type PatchChange = {
	[T in RecordType]: {
		readonly op: 'patch';
		readonly type: T;
		readonly id: Id;
		readonly fields: Patch<RecordOf<T>>;
		readonly seen?: Seen;
	};
}[RecordType];

export type Seen = Readonly<Record<string, string>>;

export const put = (record: JourneyRecord): Change => ({ op: 'put', record });

export const patch = <T extends RecordType>(type: T, id: Id, fields: Patch<RecordOf<T>>, seen?: Seen): Change =>
	({ op: 'patch', type, id, fields, ...(seen ? { seen } : {}) }) as unknown as PatchChange;

export const remove = (record: { readonly type: RecordType; readonly id: Id }): Change => ({
	op: 'delete',
	type: record.type,
	id: record.id
});

/**
 * The snapshot after the changes, without a document: for previews, imports and tests. The document gives the same
 * result (a property test compares them).
 */
export function applyChanges(snapshot: JourneySnapshot, changes: readonly Change[]): JourneySnapshot {
	const store = storeOf(allRecords(snapshot));
	const { personaIds: _derived, ...bare } = snapshot.meta;
	let meta = bare;
	for (const change of changes) {
		switch (change.op) {
			case 'put':
				store[change.record.type].set(change.record.id, change.record);
				break;
			case 'patch': {
				const record = store[change.type].get(change.id);
				if (record) store[change.type].set(change.id, patched(record, change.fields));
				break;
			}
			case 'delete':
				store[change.type].delete(change.id);
				break;
			case 'journey':
				meta = { ...meta, ...change.fields };
				break;
		}
	}
	return assemble(meta, store, snapshot.quarantine, snapshot);
}

/** As the document would read it: a card that became another kind has that kind's own fields. */
function patched(record: JourneyRecord, fields: object): JourneyRecord {
	const { id, type, ...before } = record;
	return { ...v.parse(records[type].fields, { ...before, ...fields }), type, id } as JourneyRecord;
}
