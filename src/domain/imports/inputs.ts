import * as v from 'valibot';
import { IdSchema } from '../shared/ids.ts';
import { locales } from '../shared/locale.ts';
import { askKinds } from '../survey/index.ts';

/** Rows that are sent at once. */
export const IMPORT_CHUNK = 500;
export const MAX_IMPORT_ROWS = 200_000;

export const StartImport = v.strictObject({
	fileName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
	/** What the scores measure. */
	kind: v.picklist(askKinds),
	/** Rows that will be sent, and those of the file that could not be read: both are accounted for. */
	total: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_IMPORT_ROWS)),
	unreadable: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_IMPORT_ROWS)), 0),
	touchpointIds: v.pipe(v.array(IdSchema), v.minLength(1), v.maxLength(500)),
	language: v.picklist(locales)
});

export const ImportRow = v.strictObject({
	row: v.pipe(v.number(), v.integer(), v.minValue(1)),
	touchpointId: IdSchema,
	score: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10)),
	submittedAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
	comment: v.optional(v.pipe(v.string(), v.maxLength(5000))),
	customer: v.optional(v.unknown()),
	key: v.pipe(v.string(), v.minLength(1), v.maxLength(2100))
});

export const ImportRows = v.strictObject({
	rows: v.pipe(v.array(ImportRow), v.minLength(1), v.maxLength(IMPORT_CHUNK))
});

export const ListImports = v.strictObject({
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 20)
});

export type ImportRowInput = v.InferOutput<typeof ImportRow>;
