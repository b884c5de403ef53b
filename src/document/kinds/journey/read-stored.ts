import * as Y from 'yjs';
import type { JourneySnapshot } from '#domain/journey/index.ts';
import { readJourney } from './read.ts';

/** A stored document's content as a journey, for whoever reads it without opening it. */
export function readJourneyUpdate(update: Uint8Array): JourneySnapshot {
	const doc = new Y.Doc();
	try {
		Y.applyUpdate(doc, update);
		return readJourney(doc);
	} finally {
		doc.destroy();
	}
}
