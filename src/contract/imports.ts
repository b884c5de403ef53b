import * as v from 'valibot';
import {
	changeNotes,
	columnRoles,
	definitionFormats,
	foundKinds,
	shapeNames,
	unknowns
} from '#domain/imports/index.ts';
import { SurveyContentSchema } from '#domain/survey/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';
import { ErrorSchema } from './error.ts';

export const ImportSchema = v.object({
	id: v.string(),
	kind: v.string(),
	fileName: v.string(),
	total: v.pipe(
		v.number(),
		v.description(
			'Rows of the file that were to be imported; those never sent are total − created − duplicate − failed.'
		)
	),
	created: v.number(),
	duplicate: v.pipe(v.number(), v.description('Were there already.')),
	failed: v.number(),
	status: v.pipe(
		v.picklist(['running', 'done', 'failed', 'undoing', 'undone']),
		v.description(
			'`running` may also mean: given up half-way; the same file again finishes it. `undoing` likewise: undoing it again goes on.'
		)
	),
	createdAt: Instant,
	finishedAt: v.nullable(Instant),
	author: v.pipe(v.nullable(v.string()), v.description('null: their account is gone.')),
	journeys: v.pipe(
		v.array(v.object({ id: v.string(), title: v.string() })),
		v.description('Whose touchpoints it may have filled.')
	),
	firstDay: v.pipe(v.nullable(v.string()), v.description('Of the answers that it brought.')),
	lastDay: v.nullable(v.string()),
	undoable: v.pipe(v.boolean(), v.description('By whoever asks.')),
	undone: v.pipe(
		v.nullable(v.object({ answers: v.number(), by: v.nullable(v.string()), at: Instant })),
		v.description('Answers that undoing has taken out so far, by whom, and since when.')
	)
});
export type ImportView = View<typeof ImportSchema>;

export const CheckedSchema = v.object({
	results: v.array(
		v.object({
			row: v.pipe(v.number(), v.description('Its number in the file.')),
			status: v.pipe(
				v.picklist(['new', 'there', 'conflict', 'alike', 'deleted', 'erased']),
				v.description(
					'`there`: this answer. `conflict`: this answer, with other content. `alike`: one that says the same came with another file, or under another number. `deleted`: somebody deleted it and may bring it back. `erased`: its person was erased.'
				)
			),
			on: v.pipe(v.optional(v.string()), v.description('Day on which it was deleted or erased.')),
			run: v.pipe(v.optional(v.string()), v.description('The import that brought it, where that is known.'))
		})
	),
	runs: v.array(v.object({ id: v.string(), fileName: v.string(), createdAt: Instant, answers: v.number() }))
});
export type KnownRow = View<typeof CheckedSchema>['results'][number];
export type KnownRun = View<typeof CheckedSchema>['runs'][number];

export const ImportedSchema = v.object({
	results: v.array(
		v.object({
			row: v.number(),
			status: v.pipe(
				v.picklist(['created', 'duplicate', 'conflict', 'deleted', 'erased', 'invalid', 'failed']),
				v.description(
					'`conflict`: this answer is there already, with another score. `deleted`: it stays out unless its row asks for it back; `erased`: out for ever.'
				)
			),
			on: v.optional(v.string()),
			issues: ErrorSchema.entries.error.entries.issues
		})
	),
	run: ImportSchema
});
/** What became of a row. */
export type ImportedRow = View<typeof ImportedSchema>['results'][number];

export const RecognisedSchema = v.object({
	shape: v.pipe(
		v.nullable(v.picklist(shapeNames)),
		v.description('Whose export it is. null: none that is known; nothing is guessed then.')
	),
	encoding: v.pipe(v.nullable(v.string()), v.description('null: a workbook.')),
	separator: v.pipe(v.nullable(v.string()), v.description('Between cells; null: a workbook.')),
	headerRows: v.number(),
	columns: v.array(v.object({ index: v.number(), header: v.string(), role: v.picklist(columnRoles) })),
	questions: v.pipe(
		v.array(v.object({ text: v.string(), kind: v.picklist(foundKinds), columns: v.array(v.number()) })),
		v.description('Questions of the file with the columns that hold their answers; a text may be empty.')
	),
	unknown: v.pipe(v.array(v.picklist(unknowns)), v.description('What the file cannot say.')),
	rows: v.pipe(
		v.object({ complete: v.number(), partial: v.number(), leftOut: v.number() }),
		v.description('Rows below the header; left out are previews, tests, spam and headers that come again.')
	)
});
export type RecognisedView = View<typeof RecognisedSchema>;

export const DefinitionSchema = v.object({
	format: v.picklist(definitionFormats),
	title: v.string(),
	definition: SurveyContentSchema,
	changes: v.pipe(
		v.array(v.object({ text: v.string(), leftOut: v.boolean(), notes: v.array(v.picklist(changeNotes)) })),
		v.description('What is left out or asked otherwise, and why; without a text it concerns the whole survey.')
	)
});
