import * as v from 'valibot';
import * as Y from 'yjs';
import { parse } from '#domain/shared/parse.ts';
import {
	assemble,
	type BareMeta,
	createJourneyFields,
	emptyStore,
	type JourneyRecord,
	type JourneySnapshot,
	type Quarantined,
	records,
	type RecordType,
	recordTypes
} from '#domain/journey/index.ts';
import { JourneyFields } from '#domain/journey/records/journey.ts';
import { epochOf, type FieldsMap, schemaOf } from '../../core/about.ts';
import { rawFields } from '../../core/plain.ts';
import { collectionMap, journeyMap } from './shape.ts';

/** What one stored record reads as. */
export type ReadRecord =
	{ readonly ok: true; readonly record: JourneyRecord } | { readonly ok: false; readonly quarantined: Quarantined };

/** A stored record, or why it cannot be shown. It is never changed or removed for that. */
export function readRecord(type: RecordType, id: string, fields: FieldsMap): ReadRecord {
	const raw = fields instanceof Y.Map ? rawFields(fields) : { value: fields };
	const parsed = parse(records[type].fields, raw);
	return parsed.ok
		? { ok: true, record: { ...parsed.value, type, id } as JourneyRecord }
		: { ok: false, quarantined: { type, id, issues: parsed.issues, raw } };
}

/** The journey's own fields; one that cannot be read falls back to its default, for a map without a title is still a map. */
export function readMeta(doc: Y.Doc): BareMeta {
	const raw = rawFields(journeyMap(doc));
	const readable = Object.entries(JourneyFields.entries).flatMap(([key, schema]) => {
		const parsed = v.safeParse(schema, raw[key]);
		return parsed.success ? [[key, parsed.output]] : [];
	});
	return { ...createJourneyFields(Object.fromEntries(readable)), schema: schemaOf(doc), epoch: epochOf(doc) };
}

/** The whole journey, once. To follow it, use `observeJourney`: it reads only what changed. */
export function readJourney(doc: Y.Doc): JourneySnapshot {
	const store = emptyStore();
	const quarantine: Quarantined[] = [];
	for (const type of recordTypes)
		collectionMap(doc, type).forEach((fields, id) => {
			const read = readRecord(type, id, fields);
			if (read.ok) store[type].set(id, read.record);
			else quarantine.push(read.quarantined);
		});
	return assemble(readMeta(doc), store, quarantine);
}
