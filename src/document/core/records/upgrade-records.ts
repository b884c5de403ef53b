import * as Y from 'yjs';
import type { RawFields, RecordDefinition } from '#domain/shared/define-record.ts';
import { type DocumentSchema, upgradeRaw } from '#domain/shared/document-schema.ts';
import { type FieldsMap, writeAbout } from '../about.ts';
import type { DocumentUpgrade } from '../kind.ts';
import type { Origin } from '../transaction-origins.ts';
import { fieldsMap, readRaw, recordsMap, singleMap, whole } from './record-maps.ts';
import { patchFields } from './write-records.ts';

const UPGRADE: Origin = 'wayfelt:upgrade';

/**
 * Brings a stored document to this program's schema, in one transaction; nothing is written when it fails. Only the
 * server does this, before anyone opens the document: two clients doing it at once would do it twice.
 * Fields that a migration leaves alone keep their shared types, and with them the history of their texts.
 */
export function upgradeDocument(doc: Y.Doc, schema: DocumentSchema): DocumentUpgrade {
	const before = readRaw(doc, schema);
	const upgraded = upgradeRaw(before, schema);
	if (!upgraded.ok || !upgraded.changed) return upgraded.ok ? { ok: true, changed: false } : upgraded;
	const after = upgraded.value;
	doc.transact(() => {
		for (const definition of Object.values(schema.sequences)) {
			const [old, now] = [before, after].map(({ collections }) => collections[definition.collection] ?? {});
			if (definition.single) rewrite(definition, singleMap(doc, definition), old![''] ?? {}, now![''] ?? {});
			else rewriteAll(definition, recordsMap(doc, definition), old!, now!);
		}
		writeAbout(doc, { schema: after.schema });
	}, UPGRADE);
	return { ok: true, changed: true };
}

type Collection = Readonly<Record<string, RawFields>>;

function rewriteAll(definition: RecordDefinition, root: Y.Map<FieldsMap>, before: Collection, after: Collection): void {
	for (const id of Object.keys(before)) if (!(id in after)) root.delete(id);
	for (const [id, fields] of Object.entries(after)) {
		const map: unknown = root.get(id);
		// Somebody put there what is no record: it stays as it is, and stops nobody.
		if (root.has(id) && !(map instanceof Y.Map)) continue;
		if (map && before[id]) rewrite(definition, map as FieldsMap, before[id], fields);
		else root.set(id, fieldsMap(definition, fields));
	}
}

function rewrite(definition: RecordDefinition, map: FieldsMap, before: RawFields, after: RawFields): void {
	if (!(map instanceof Y.Map)) return;
	// What was a collaborative text once and is a whole value now.
	for (const [key, value] of map.entries())
		if (value instanceof Y.Text && !definition.texts.includes(key)) map.set(key, whole(value.toString()));
	for (const key of Object.keys(before)) if (!(key in after)) map.delete(key);
	const changed = Object.entries(after).filter(([key, value]) => before[key] !== value);
	patchFields(definition, map, Object.fromEntries(changed));
}
