import { cardRecord } from './card.ts';
import type { RecordDefinition } from './define-record.ts';
import { laneRecord } from './lane.ts';
import { markerRecord } from './marker.ts';
import { pathRecord } from './path.ts';
import { personaRecord } from './persona.ts';
import { sceneRecord } from './scene.ts';
import { touchpointRecord } from './touchpoint.ts';

/** Every kind of record: a new kind is one file beside this one and one line here. */
export const records = {
	scene: sceneRecord,
	lane: laneRecord,
	touchpoint: touchpointRecord,
	card: cardRecord,
	path: pathRecord,
	persona: personaRecord,
	marker: markerRecord
} as const satisfies { [T in string]: RecordDefinition };

export type RecordType = keyof typeof records;
export type RecordOf<T extends RecordType> = ReturnType<(typeof records)[T]['blank']>;
export type JourneyRecord = { [T in RecordType]: RecordOf<T> }[RecordType];

/** Lists of a snapshot: one for each kind, called as its collection. */
export type RecordLists = { readonly [T in RecordType as (typeof records)[T]['collection']]: readonly RecordOf<T>[] };

export const recordTypes = Object.keys(records) as readonly RecordType[];
