import type * as Y from 'yjs';
import { journeySchema, records, type RecordType } from '#domain/journey/index.ts';
import type { FieldsMap } from '../../core/about.ts';
import type { Root } from '../../core/kind.ts';
import { recordsMap, rootsOf } from '../../core/records/record-maps.ts';

/**
 * A journey lies in Yjs as its records do (`core/records/record-maps.ts`): `journey` holds its own fields, `scenes`, `lanes`, …
 * one record each under its id. Documents from before `PlainTitles` have titles as Y.Text; they are read alike, and
 * written as values.
 */
export const collectionMap = (doc: Y.Doc, type: RecordType): Y.Map<FieldsMap> => recordsMap(doc, records[type]);

/** The maps that people write. */
export const journeyRoots: Readonly<Record<string, Root<RecordType | 'journey'>>> = rootsOf(journeySchema);
