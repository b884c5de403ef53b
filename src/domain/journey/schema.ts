import { defineSchema, type DocumentSchema } from '#domain/shared/document-schema.ts';
import { schemaNumberOf, type SchemaVersions } from '#domain/shared/schema-versions.ts';
import { journeyRecord } from './records/journey.ts';
import { records } from './records/all-records.ts';

/** One sequence for each kind of record, and `journey` for the journey itself. */
export const journeySchema: DocumentSchema = defineSchema([journeyRecord, ...Object.values(records)]);

/** The number of a journey's whole schema. */
export const schemaNumber = (versions: SchemaVersions = journeySchema.current): number => schemaNumberOf(versions);
