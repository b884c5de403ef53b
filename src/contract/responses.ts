import * as v from 'valibot';
import {
	AnswerValueSchema,
	ExportResponses,
	ListMarked,
	ListResponses,
	MarkedAnswerSchema,
	markReasons,
	MAX_BATCH,
	RecordResponse
} from '#domain/survey/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';
import { ErrorSchema } from './error.ts';
import { pageQuery } from './page.ts';
import { ScoreSchema } from './results.ts';

export { RecordResponse };

/** Room for 1,000 answers with long comments. */
export const BATCH_BODY_LIMIT = 8 * 1024 * 1024;

const { limit: _limit, cursor: _cursor, skip: _skip, asOf, ...filters } = ListResponses.entries;
export const exportQuery = ExportResponses;
export const responseQuery = v.strictObject({
	...filters,
	...pageQuery,
	asOf,
	skip: v.optional(v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number), v.number(), v.integer()), '0')
});

/** Rows are judged one by one by the service, so that one bad row does not refuse the others. */
export const BatchInput = v.strictObject({
	responses: v.pipe(v.array(v.unknown()), v.maxLength(MAX_BATCH), v.description('Each as for a single answer.'))
});

export const BatchSchema = v.object({
	results: v.pipe(
		v.array(
			v.object({
				id: v.pipe(v.nullable(v.string()), v.description('null: the row had none that could be read.')),
				status: v.pipe(
					v.picklist(['created', 'duplicate', 'mismatch', 'invalid', 'unknown_collector', 'closed', 'failed']),
					v.description(
						'`failed`: it was fine, but could not be stored while others were; send it again with the same id.'
					)
				),
				issues: ErrorSchema.entries.error.entries.issues
			})
		),
		v.description('One for each row, in the same order.')
	)
});
/** What became of one row of a batch. */
export type RecordedRow = View<typeof BatchSchema>['results'][number];

export const RecordedSchema = v.object({ id: v.string(), status: v.picklist(['created', 'duplicate']) });

export const ResponseSchema = v.object({
	id: v.string(),
	surveyId: v.string(),
	version: v.number(),
	collectorId: v.string(),
	touchpointId: v.string(),
	channel: v.string(),
	customerId: v.nullable(v.string()),
	language: v.string(),
	submittedAt: Instant,
	answers: v.record(v.string(), AnswerValueSchema),
	aside: v.pipe(
		v.record(v.string(), AnswerValueSchema),
		v.description('Answers to questions that a later change hid again: kept, and part of no number.')
	),
	scores: v.pipe(v.record(v.string(), v.number()), v.description('Score by metric definition.')),
	place: v.pipe(v.nullable(v.string()), v.description('Name of its code.')),
	text: v.pipe(v.nullable(v.string()), v.description('What was written, of all its questions.')),
	tags: v.pipe(v.array(v.string()), v.description('Words of the team.')),
	parameters: v.pipe(v.record(v.string(), v.string()), v.description('What its address said besides, as declared.')),
	partial: v.pipe(v.boolean(), v.description('It was broken off: what was answered counts, and there is no more.')),
	mark: v.pipe(
		v.nullable(v.object({ reason: v.picklist(markReasons), leftOut: v.boolean() })),
		v.description('Why this may not be a person’s answer, and whether the numbers go without it.')
	)
});
export type ResponseView = View<typeof ResponseSchema>;

const { limit: _all, ...markedDays } = ListMarked.entries;
export const markedQuery = v.strictObject({
	...markedDays,
	limit: v.optional(
		v.pipe(v.string(), v.regex(/^[1-9]\d{0,2}$/), v.transform(Number), v.number(), v.minValue(1), v.maxValue(200)),
		'100'
	)
});

export const MarkedSchema = v.object({
	leftOut: v.pipe(v.number(), v.description('How many the numbers go without.')),
	accepted: v.pipe(v.number(), v.description('How many of the marked ones somebody took back in.')),
	effects: v.pipe(
		v.array(v.object({ all: ScoreSchema, without: ScoreSchema })),
		v.description('Each measure with all marked answers in it, and with none of them.')
	),
	items: v.pipe(v.array(MarkedAnswerSchema), v.description('Newest first, at most `limit`.'))
});
/** Answers that may not be a person’s, with what they would change. */
export type MarkedView = View<typeof MarkedSchema>;
