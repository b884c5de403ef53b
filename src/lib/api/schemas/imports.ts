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
	status: v.picklist(['running', 'done', 'failed', 'undoing', 'undone']),
	createdAt: Instant,
	finishedAt: v.nullable(Instant),
	author: v.nullable(v.string()),
	journeys: v.array(v.object({ id: v.string(), title: v.string() })),
	firstDay: v.nullable(v.string()),
	lastDay: v.nullable(v.string()),
	undoable: v.boolean(),
	undone: v.nullable(v.object({ answers: v.number(), by: v.nullable(v.string()), at: Instant }))
});

export const CheckedSchema = v.object({
	results: v.array(
		v.object({
			row: v.number(),
			status: v.picklist(['new', 'there', 'conflict', 'alike', 'deleted', 'erased']),
			on: v.optional(v.string()),
			run: v.optional(v.string())
		})
	),
	runs: v.array(v.object({ id: v.string(), fileName: v.string(), createdAt: Instant, answers: v.number() }))
});

export const ImportedSchema = v.object({
	results: v.array(
		v.object({
			row: v.number(),
			status: v.picklist(['created', 'duplicate', 'conflict', 'deleted', 'erased', 'invalid', 'failed']),
			on: v.optional(v.string()),
			issues: ErrorSchema.entries.error.entries.issues
		})
	),
	run: ImportSchema
});
