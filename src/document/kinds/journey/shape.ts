import * as Y from 'yjs';
import { type JourneyRecord, type RawJourney, records, type RecordType, recordTypes } from '#domain/journey/index.ts';
import { defaultsOf, type RawFields, type RecordDefinition } from '#domain/journey/records/define-record.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import { storable } from '#domain/shared/storable.ts';
import { epochOf, type FieldsMap, schemaOf } from '../../core/about.ts';
import type { Root } from '../../core/kind.ts';
import { rawFields } from '../../core/plain.ts';

/**
 * How a journey lies in Yjs:
 *
 *     document    Map { schema: { sequence: number }, epoch: number }      written by the server alone
 *     journey     Map { title, description: Text, kind }
 *     scenes      Map { id: Map { title, description: Text, order, … } }   one such map per kind of record
 *
 * Long texts are Y.Text so that concurrent typing merges; all other fields, titles too, are plain values, the last
 * writer wins. Documents from before `PlainTitles` have titles as Y.Text; they are read alike, and written as values.
 * Fields equal to their default are left out when a record is put.
 */
export const journeyMap = (doc: Y.Doc): FieldsMap => doc.getMap(journeyRecord.collection);
export const collectionMap = (doc: Y.Doc, type: RecordType): Y.Map<FieldsMap> => doc.getMap(records[type].collection);

/** The maps that people write. */
export const journeyRoots: Readonly<Record<string, Root<RecordType | 'journey'>>> = Object.fromEntries([
	[journeyRecord.collection, { type: 'journey', holds: 'record', texts: journeyRecord.texts }],
	...recordTypes.map((type) => [records[type].collection, { type, holds: 'records', texts: records[type].texts }])
]);

/** The whole document as plain data, unvalidated: what upgrades and fixtures work on. */
export function readRaw(doc: Y.Doc): RawJourney {
	const collections: Record<string, Record<string, RawFields>> = {};
	for (const type of recordTypes) {
		const all = [...collectionMap(doc, type).entries()].map(([id, fields]) => [
			id,
			fields instanceof Y.Map ? rawFields(fields) : { value: fields }
		]);
		collections[records[type].collection] = Object.fromEntries(all) as Record<string, RawFields>;
	}
	return { schema: schemaOf(doc), epoch: epochOf(doc), journey: rawFields(journeyMap(doc)), collections };
}

/** A new shared map for fields. */
export function fieldsMap(definition: RecordDefinition, fields: RawFields): FieldsMap {
	const map: FieldsMap = new Y.Map();
	setFields(map, definition, fields);
	return map;
}

/** Fills an empty map; defaults are left out, texts are always there so that nobody has to create them. */
export function setFields(map: FieldsMap, definition: RecordDefinition, fields: RawFields): void {
	const defaults = defaultsOf(definition, fields);
	for (const [key, value] of Object.entries(fields)) {
		if (definition.texts.includes(key)) map.set(key, new Y.Text(storable(String(value))));
		else if (value !== undefined && defaults[key] !== value) map.set(key, whole(value));
	}
}

/** A value as it may lie in the document: texts are without what cannot be stored. */
export const whole = (value: unknown): unknown => (typeof value === 'string' ? storable(value) : value);

/** A record's stored fields: without what the key and the collection already say. */
export function storedFields(record: JourneyRecord): RawFields {
	const { id: _id, type: _type, ...fields } = record;
	return fields;
}
