import * as v from 'valibot';
import { ErrorSchema } from './error.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

export const ImportSchema = v.object({
	id: v.string(),
	kind: v.string(),
	fileName: v.string(),
	total: v.number(),
	created: v.number(),
	duplicate: v.number(),
	failed: v.number(),
	status: v.picklist(['running', 'done', 'failed']),
	createdAt: Instant,
	finishedAt: v.nullable(Instant)
});

export const ImportedSchema = v.object({
	results: v.array(
		v.object({
			row: v.number(),
			status: v.picklist(['created', 'duplicate', 'conflict', 'invalid', 'failed']),
			issues: ErrorSchema.entries.error.entries.issues
		})
	),
	run: ImportSchema
});
