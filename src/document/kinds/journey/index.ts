import { compare, journeySchema } from '#domain/journey/index.ts';
import type { DocumentKind } from '../../core/kind.ts';
import { upgradeDocument } from '../../core/records/upgrade-records.ts';
import { joinedJourney, type JourneyTypes } from './joined.ts';
import { seed } from './seed.ts';

export type { JourneyTypes, OtherOnBoard, OwnBoardPresence } from './joined.ts';

/** Customer journeys: the maps of the board. */
export const journeyKind: DocumentKind<JourneyTypes> = {
	...joinedJourney,
	seed,
	compare,
	upgrade: (doc) => upgradeDocument(doc, journeySchema)
};
