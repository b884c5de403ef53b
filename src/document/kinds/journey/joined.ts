import {
	type Change,
	type Difference,
	type JourneyRecord,
	journeySchema,
	type JourneySnapshot,
	type Place,
	records
} from '#domain/journey/index.ts';
import type { JoinedKind, Other, OwnPresence } from '../../core/kind.ts';
import { readRecord } from '../../core/records/read-records.ts';
import { apply } from './apply.ts';
import { type BoardPresence, readPresence, sendable } from './board-presence.ts';
import { carryTitlesOver } from './carry-titles.ts';
import { observeJourney, readJourney } from './read.ts';
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

/** Customer journeys, as a board joins them. */
export const joinedJourney: JoinedKind<JourneyTypes> = {
	name: 'journey',
	schema: journeySchema,
	roots: journeyRoots,
	read: readJourney,
	readRecord(type, id, fields) {
		const read = type === 'journey' ? null : readRecord<JourneyRecord>(records[type], id, fields);
		return read?.ok ? read.record : null;
	},
	apply,
	observe: observeJourney,
	presence: { sendable, read: readPresence },
	carryOver: carryTitlesOver
};
