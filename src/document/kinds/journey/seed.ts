import * as Y from 'yjs';
import {
	allRecords,
	type JourneySnapshot,
	journeySchema,
	type RawJourney,
	records,
	recordTypes
} from '#domain/journey/index.ts';
import { journeyRecord } from '#domain/journey/records/journey.ts';
import { writeAbout } from '../../core/about.ts';
import type { Origin } from '../../core/origins.ts';
import { collectionMap, fieldsMap, journeyMap, setFields, storedFields } from './shape.ts';

const SEED: Origin = 'wayfelt:seed';

/** A new document with the content of a snapshot (a template, an import, a restore), in this program's schema. */
export function createJourneyDocument(snapshot: JourneySnapshot): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		writeAbout(doc, { schema: journeySchema.current, epoch: snapshot.meta.epoch });
		const { personaIds: _p, schema: _s, epoch: _e, ...journey } = snapshot.meta;
		setFields(journeyMap(doc), journeyRecord, journey);
		for (const record of allRecords(snapshot))
			collectionMap(doc, record.type).set(record.id, fieldsMap(records[record.type], storedFields(record)));
	}, SEED);
	return doc;
}

/** The same as one update: the first row of a document's journal. Done once, on the server. */
export function seed(snapshot: JourneySnapshot): Uint8Array {
	const doc = createJourneyDocument(snapshot);
	const update = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return update;
}

/** A document from raw data in whatever schema it says it has: for fixtures and restores of old exports. */
export function createRawDocument(raw: RawJourney): Y.Doc {
	const doc = new Y.Doc();
	doc.transact(() => {
		writeAbout(doc, raw);
		setFields(journeyMap(doc), journeyRecord, raw.journey);
		for (const type of recordTypes)
			for (const [id, fields] of Object.entries(raw.collections[records[type].collection] ?? {}))
				collectionMap(doc, type).set(id, fieldsMap(records[type], fields));
	}, SEED);
	return doc;
}
