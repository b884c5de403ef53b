import type * as Y from 'yjs';
import { type Change, records } from '#domain/journey/index.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import type { Origin } from '../../core/transaction-origins.ts';
import { storedFields } from '../../core/records/record-maps.ts';
import { writeRecord } from '../../core/records/write-records.ts';

/**
 * Writes changes into the document: one transaction, so others see all of it or nothing and one undo takes all back.
 * A patch of a record that someone deleted meanwhile is left out: the deletion stands.
 */
export function apply(doc: Y.Doc, changes: readonly Change[], origin: Origin): void {
	if (changes.length === 0) return;
	doc.transact(() => changes.forEach((change) => write(doc, change)), origin);
}

function write(doc: Y.Doc, change: Change): void {
	switch (change.op) {
		case 'put': {
			const { type, id } = change.record;
			return writeRecord(doc, records[type], { do: 'put', id, fields: storedFields(change.record) });
		}
		case 'patch': {
			const { type, id, fields, seen } = change;
			return writeRecord(doc, records[type], { do: 'patch', id, fields, ...(seen && { seen }) });
		}
		case 'delete':
			return writeRecord(doc, records[change.type], { do: 'delete', id: change.id });
		case 'journey': {
			const { fields, seen } = change;
			return writeRecord(doc, journeyRecord, { do: 'patch', id: '', fields, ...(seen && { seen }) });
		}
	}
}
