import type * as Y from 'yjs';
import { allRecords, type JourneySnapshot, journeySchema, records } from '#domain/journey/index.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import type { RawFields } from '#domain/shared/define-record.ts';
import type { RawDocument } from '#domain/shared/document-schema.ts';
import { storedFields } from '../../core/records/record-maps.ts';
import { createDocument, seedOf } from '../../core/records/write-records.ts';

/** The content of a snapshot (a template, an import, a restore), in this program's schema. */
function rawOf(snapshot: JourneySnapshot): RawDocument {
	const { personaIds: _p, schema: _s, epoch, ...journey } = snapshot.meta;
	const collections: Record<string, Record<string, RawFields>> = { [journeyRecord.collection]: { '': journey } };
	for (const record of allRecords(snapshot))
		(collections[records[record.type].collection] ??= {})[record.id] = storedFields(record);
	return { schema: journeySchema.current, epoch, collections };
}

/** A new document with it. */
export const createJourneyDocument = (snapshot: JourneySnapshot): Y.Doc =>
	createDocument(rawOf(snapshot), journeySchema);

/** The same as one update: the first row of a document's journal. Done once, on the server. */
export const seed = (snapshot: JourneySnapshot): Uint8Array => seedOf(rawOf(snapshot), journeySchema);
