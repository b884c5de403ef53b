import * as Y from 'yjs';
import { type Change, records } from '#domain/journey/index.ts';
import type { RawFields, RecordDefinition } from '#domain/journey/records/define-record.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import { storable } from '#domain/shared/storable.ts';
import type { FieldsMap } from '../../core/about.ts';
import { deleteRecord } from '../../core/deleted-records.ts';
import type { Origin } from '../../core/origins.ts';
import { patchText } from '../../core/text.ts';
import { collectionMap, fieldsMap, journeyMap, storedFields, whole } from './shape.ts';

/**
 * Writes changes into the document: one transaction, so others see all of it or nothing and one undo takes all back.
 * A patch of a record that someone deleted meanwhile is left out: the deletion stands.
 */
export function apply(doc: Y.Doc, changes: readonly Change[], origin: Origin): void {
	if (changes.length === 0) return;
	doc.transact((transaction) => changes.forEach((change) => write(transaction, change)), origin);
}

function write(transaction: Y.Transaction, change: Change): void {
	const { doc } = transaction;
	switch (change.op) {
		case 'put': {
			const definition: RecordDefinition = records[change.record.type];
			collectionMap(doc, change.record.type).set(change.record.id, fieldsMap(definition, storedFields(change.record)));
			return;
		}
		case 'patch': {
			const fields = collectionMap(doc, change.type).get(change.id);
			if (fields) patchFields(records[change.type], fields, change.fields, change.seen);
			return;
		}
		case 'delete':
			deleteRecord(transaction, records[change.type].collection, change.id);
			return;
		case 'journey':
			patchFields(journeyRecord, journeyMap(doc), change.fields, change.seen);
			return;
	}
}

export function patchFields(
	definition: RecordDefinition,
	map: FieldsMap,
	fields: RawFields,
	seen: Readonly<Record<string, string>> = {}
): void {
	for (const [key, value] of Object.entries(fields)) {
		if (definition.texts.includes(key)) {
			const text = map.get(key);
			const wanted = storable(String(value));
			if (text instanceof Y.Text) patchText(text, wanted, seen[key]);
			else map.set(key, new Y.Text(wanted));
		} else if (value === undefined) map.delete(key);
		// A whole value: whoever ends with what they began with wants nothing changed.
		else if (seen[key] !== value) setWhole(map, key, value);
	}
}

function setWhole(map: FieldsMap, key: string, value: unknown): void {
	const wanted = whole(value);
	if (map.get(key) !== wanted) map.set(key, wanted);
}
