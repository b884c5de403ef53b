import {
	type Change,
	compare,
	type Difference,
	type JourneyRecord,
	journeySchema,
	type JourneySnapshot,
	type Place,
	records
} from '#domain/journey/index.ts';
import type { DocumentKind, Other, OwnPresence } from '../../core/kind.ts';
import { readRecord } from '../../core/records/read-records.ts';
import { upgradeDocument } from '../../core/records/upgrade-records.ts';
import { apply } from './apply.ts';
import { type BoardPresence, readPresence, sendable } from './board-presence.ts';
import { carryTitlesOver } from './carry-titles.ts';
import { observeJourney, readJourney } from './read.ts';
import { seed } from './seed.ts';
import { journeyRoots } from './shape.ts';

export interface JourneyTypes {
	snapshot: JourneySnapshot;
	change: Change;
	type: Place['type'];
	record: JourneyRecord;
	difference: Difference;
	presence: BoardPresence;
}

export type OwnBoardPresence = OwnPresence<JourneyTypes>;
export type OtherOnBoard = Other<BoardPresence>;

/** Customer journeys: the maps of the board. */
export const journeyKind: DocumentKind<JourneyTypes> = {
	name: 'journey',
	schema: journeySchema,
	roots: journeyRoots,
	seed,
	read: readJourney,
	readRecord(type, id, fields) {
		const read = type === 'journey' ? null : readRecord<JourneyRecord>(records[type], id, fields);
		return read?.ok ? read.record : null;
	},
	apply,
	observe: observeJourney,
	compare,
	upgrade: (doc) => upgradeDocument(doc, journeySchema),
	presence: { sendable, read: readPresence },
	carryOver: carryTitlesOver
};
