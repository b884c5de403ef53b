import * as Y from 'yjs';
import type { RawFields, RecordDefinition } from '#domain/shared/define-record.ts';
import type { RawDocument, DocumentSchema } from '#domain/shared/document-schema.ts';
import { storable } from '#domain/shared/storable.ts';
import { type FieldsMap, writeAbout } from '../about.ts';
import type { Origin } from '../transaction-origins.ts';
import { patchText } from '../text.ts';
import { fieldsMap, fieldsOf, recordsMap, setFields, singleMap, whole } from './record-maps.ts';

/** One thing done to a record. */
export type RecordWrite =
	/** It is there, with these fields and no others. */
	| { readonly do: 'put'; readonly id: string; readonly fields: RawFields }
	| {
			readonly do: 'patch';
			/** Empty for a record that is the only one of its kind. */
			readonly id: string;
			/** undefined: the field goes. */
			readonly fields: RawFields;
			/** Texts that the writer started from: when the document has moved on since, both edits merge. */
			readonly seen?: Readonly<Record<string, string>>;
	  }
	| { readonly do: 'delete'; readonly id: string };

/** Writes within a transaction. A patch of a record that someone deleted meanwhile is left out: the deletion stands. */
export function writeRecord(doc: Y.Doc, definition: RecordDefinition, write: RecordWrite): void {
	switch (write.do) {
		case 'put':
			recordsMap(doc, definition).set(write.id, fieldsMap(definition, write.fields));
			return;
		case 'patch': {
			const fields = fieldsOf(doc, definition, write.id);
			if (fields) patchFields(definition, fields, write.fields, write.seen);
			return;
		}
		case 'delete':
			recordsMap(doc, definition).delete(write.id);
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

const SEED: Origin = 'wayfelt:seed';

/** A new document from raw data in whatever schema it says it has: seeds, fixtures, restores of old exports. */
export function createDocument(raw: RawDocument, schema: DocumentSchema): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		writeAbout(doc, raw);
		for (const definition of Object.values(schema.sequences))
			for (const [id, fields] of Object.entries(raw.collections[definition.collection] ?? {})) {
				if (definition.single) setFields(singleMap(doc, definition), definition, fields);
				else recordsMap(doc, definition).set(id, fieldsMap(definition, fields));
			}
	}, SEED);
	return doc;
}

/** The same as one Yjs update (V1): the first row of a document's journal. Done once, on the server. */
export function seedOf(raw: RawDocument, schema: DocumentSchema): Uint8Array {
	const doc = createDocument(raw, schema);
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}
