import type * as Y from 'yjs';
import {
	assemble,
	type BareMeta,
	createJourneyFields,
	type JourneyRecord,
	type JourneySnapshot,
	type MutableStore,
	type Quarantined,
	records,
	type Touched
} from '#domain/journey/index.ts';
import { JourneyFields, journeyRecord } from '#domain/journey/records/journey.ts';
import { epochOf, schemaOf } from '../../core/about.ts';
import type { Observer } from '../../core/kind.ts';
import { type Assembly, observeRecords, readRecords, readSingle } from '../../core/records/read-records.ts';

const journeys: Assembly<BareMeta, JourneyRecord, JourneySnapshot> = {
	single: journeyRecord,
	records: Object.values(records),
	readOwn: (doc) => ({
		...createJourneyFields(readSingle(doc, journeyRecord, JourneyFields.entries)),
		schema: schemaOf(doc),
		epoch: epochOf(doc)
	}),
	assemble: (meta, read, quarantine, previous, touched) =>
		assemble(meta, read as MutableStore, quarantine as readonly Quarantined[], previous, touched as Touched | undefined)
};

/** The whole journey, once. To follow it, use `observeJourney`: it reads only what changed. */
export const readJourney = (doc: Y.Doc): JourneySnapshot => readRecords(doc, journeys);

/** Follows a journey. Records, and lists, that did not change are the same objects as before. */
export const observeJourney = (
	doc: Y.Doc,
	onChange: (snapshot: JourneySnapshot, origin: unknown) => void
): Observer<JourneySnapshot> => observeRecords(doc, journeys, onChange);
