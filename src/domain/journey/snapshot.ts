import type { Quarantined as QuarantinedRecord } from '#domain/shared/define-record.ts';
import type { Id } from '#domain/shared/ids.ts';
import type { SchemaVersions } from '#domain/shared/schema-versions.ts';
import type { JourneyFields } from './records/journey.ts';
import { type RecordLists, type RecordOf, records, type RecordType } from './records/all-records.ts';

/** The journey itself: its own fields and what the document says about itself. */
export interface JourneyMeta extends JourneyFields {
	/** Personas in their order: derived from the records, so it never points at nobody. */
	readonly personaIds: readonly Id[];
	/** Sequence → version that the document is written in. */
	readonly schema: SchemaVersions;
	/** Grows when the document's content is replaced (a restore): editors of an older epoch must reload. */
	readonly epoch: number;
}

/** A touchpoint or card whose scene or lane is gone (deleted by someone else at the same moment). Kept, listed, movable. */
export interface Orphan {
	readonly record: RecordOf<'touchpoint' | 'card'>;
	readonly missing: 'scene' | 'lane';
}

export type Quarantined = QuarantinedRecord<RecordType>;

/**
 * The whole journey at one moment, as plain readonly data. Always consistent, whatever the document holds:
 * - every list is sorted (`byOrder`, else by id), so orders are total;
 * - every touchpoint and card lies in an existing scene and lane, the others are in `orphans`;
 * - every path joins two placed touchpoints, every marker's touchpoint is placed or null.
 * Records that did not change are the same objects in the next snapshot, and so are lists.
 */
export interface JourneySnapshot extends RecordLists {
	readonly meta: JourneyMeta;
	readonly orphans: readonly Orphan[];
	readonly quarantine: readonly Quarantined[];
}

/** The snapshot's list of this kind. */
export const listOf = <T extends RecordType>(snapshot: JourneySnapshot, type: T): readonly RecordOf<T>[] =>
	snapshot[records[type].collection] as unknown as readonly RecordOf<T>[];

/** Something that lies in a cell. */
export type Item = RecordOf<'touchpoint' | 'card'>;

/** A place on the map: scene × lane. */
export interface Cell {
	readonly sceneId: Id;
	readonly laneId: Id;
}
