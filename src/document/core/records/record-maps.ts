import * as Y from 'yjs';
import { defaultsOf, type RawFields, type RecordDefinition } from '#domain/shared/define-record.ts';
import type { DocumentSchema, RawDocument } from '#domain/shared/document-schema.ts';
import { storable } from '#domain/shared/storable.ts';
import { epochOf, type FieldsMap, schemaOf } from '../about.ts';
import type { Root } from '../kind.ts';
import { rawFields } from '../plain.ts';

/**
 * How a document made of records lies in Yjs:
 *
 *     document      Map { schema: { sequence: number }, epoch: number }   written by the server alone
 *     {collection}  Map { id: Map { field: value } }                      one such map per kind of record
 *     {collection}  Map { field: value }                                  where there is one record (`single`)
 *
 * Long texts are Y.Text so that concurrent typing merges; all other fields, titles too, are plain values, the last
 * writer wins. Fields equal to their default are left out when a record is put.
 */

type Kept = Pick<RecordDefinition, 'collection'>;

/** The map with all records of a kind, by id. */
export const recordsMap = (doc: Y.Doc, { collection }: Kept): Y.Map<FieldsMap> => doc.getMap(collection);
/** The map with the fields of a record that is the only one of its kind. */
export const singleMap = (doc: Y.Doc, { collection }: Kept): FieldsMap => doc.getMap(collection);

/** Fields of one record; undefined when there is none (of a single one there always are). */
export const fieldsOf = (doc: Y.Doc, definition: RecordDefinition, id: string): FieldsMap | undefined => {
	const fields: unknown = definition.single ? singleMap(doc, definition) : recordsMap(doc, definition).get(id);
	return fields instanceof Y.Map ? (fields as FieldsMap) : undefined;
};

/** The maps that people write. */
export const rootsOf = <Type extends string>({ sequences }: DocumentSchema): Readonly<Record<string, Root<Type>>> =>
	Object.fromEntries(
		Object.values(sequences).map(({ type, collection, single, texts, titles, isTitle }) => [
			collection,
			{ type: type as Type, holds: single ? 'record' : 'records', texts, titles, ...(isTitle && { isTitle }) }
		])
	);

/** The whole document as plain data, unvalidated: what upgrades and fixtures work on. */
export function readRaw(doc: Y.Doc, { sequences }: DocumentSchema): RawDocument {
	const collections = Object.values(sequences).map((definition) => {
		const all: readonly (readonly [string, RawFields])[] = definition.single
			? [['', rawFields(singleMap(doc, definition))]]
			: [...recordsMap(doc, definition).entries()].map(([id, fields]) => [
					id,
					fields instanceof Y.Map ? rawFields(fields) : { value: fields }
				]);
		return [definition.collection, Object.fromEntries(all)] as const;
	});
	return { schema: schemaOf(doc), epoch: epochOf(doc), collections: Object.fromEntries(collections) };
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
export function storedFields(record: { readonly id: string; readonly type: string }): RawFields {
	const { id: _id, type: _type, ...fields } = record;
	return fields;
}
