import { type Card, cardRecord } from './card.ts';
import { type Lane, laneRecord } from './lane.ts';
import { type Marker, markerRecord } from './marker.ts';
import { type Path, pathRecord } from './path.ts';
import { type Persona, personaRecord } from './persona.ts';
import { type Scene, sceneRecord } from './scene.ts';
import { type Touchpoint, touchpointRecord } from './touchpoint.ts';
import type { RecordDefinition } from './define.ts';

/** Every kind of record: a new kind is one file beside this one and a line in each of these two lists. */
export const records = {
	scene: sceneRecord,
	lane: laneRecord,
	touchpoint: touchpointRecord,
	card: cardRecord,
	path: pathRecord,
	persona: personaRecord,
	marker: markerRecord
} as const satisfies { [T in JourneyRecord['type']]: RecordDefinition<T> };

export type JourneyRecord = Scene | Lane | Touchpoint | Card | Path | Persona | Marker;

export type RecordType = JourneyRecord['type'];
export type RecordOf<T extends RecordType> = Extract<JourneyRecord, { type: T }>;

export const recordTypes = Object.keys(records) as readonly RecordType[];
