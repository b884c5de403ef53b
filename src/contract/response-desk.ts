import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import type { View } from '#domain/shared/view.ts';
import {
	AnswerValueSchema,
	CorrectResponse,
	CreateResponseView,
	DecideResponses,
	NewerResponses,
	SumUpResponses,
	TagResponses
} from '#domain/survey/index.ts';
import { Instant } from './instant.ts';
import { ResponseSchema } from './responses.ts';
import { ScoreSchema } from './results.ts';

export { CorrectResponse, CreateResponseView, DecideResponses, TagResponses };
export const sumUpQuery = SumUpResponses;
export const newerQuery = NewerResponses;

const LedgerSchema = v.object({
	definition: v.string(),
	metric: v.picklist(metricIds),
	now: v.pipe(ScoreSchema, v.description('As it is counted.')),
	without: v.pipe(ScoreSchema, v.description('With none of the marked answers.')),
	all: v.pipe(ScoreSchema, v.description('With all of them.'))
});
export type LedgerView = View<typeof LedgerSchema>;

export const ResponsesSummarySchema = v.object({
	n: v.number(),
	marked: v.number(),
	leftOut: v.number(),
	tests: v.pipe(v.number(), v.description('Of the marked: tried out by the team, counted by nobody.')),
	words: v.pipe(v.number(), v.description('In which something was written.')),
	days: v.pipe(v.array(v.object({ day: v.string(), n: v.number() })), v.description('The last 60 days with answers.')),
	ledger: v.pipe(
		v.array(LedgerSchema),
		v.description('Each series with and without what is marked; most answers first.')
	)
});
export type ResponsesSummaryView = View<typeof ResponsesSummarySchema>;

export const NewerSchema = v.object({ n: v.pipe(v.number(), v.description('At most 1,000 are counted.')) });

export const CorrectionSchema = v.object({
	id: v.string(),
	change: v.picklist(['left-out', 'taken-in', 'answers']),
	why: v.nullable(v.string()),
	by: v.pipe(v.nullable(v.string()), v.description('Name; null: no member any more.')),
	at: Instant,
	undoes: v.nullable(v.string()),
	changed: v.array(v.object({ question: v.string(), before: v.nullable(v.string()), after: v.nullable(v.string()) })),
	undoable: v.boolean()
});
export type CorrectionView = View<typeof CorrectionSchema>;

export const ResponseDetailSchema = v.object({
	response: ResponseSchema,
	survey: v.nullable(v.string()),
	touchpoint: v.nullable(v.string()),
	code: v.nullable(v.string()),
	questions: v.pipe(
		v.array(
			v.object({
				id: v.string(),
				kind: v.string(),
				text: v.record(v.string(), v.string()),
				options: v.pipe(
					v.nullable(v.array(v.object({ id: v.string(), text: v.record(v.string(), v.string()), other: v.boolean() }))),
					v.description('Of a choice; `other` asks for words.')
				),
				answer: v.pipe(v.nullable(v.string()), v.description('As it is read, in the language of the request.')),
				value: v.nullable(AnswerValueSchema),
				asked: v.pipe(v.boolean(), v.description('Whether the way through the survey came by it.'))
			})
		),
		v.description('Of the version that was answered, in its order.')
	),
	customer: v.pipe(
		v.nullable(
			v.object({
				id: v.string(),
				name: v.nullable(v.string()),
				identities: v.array(v.object({ kind: v.string(), value: v.string() })),
				answers: v.array(
					v.object({
						id: v.string(),
						submittedAt: Instant,
						scores: v.array(v.object({ metric: v.picklist(metricIds), score: v.number() }))
					})
				)
			})
		),
		v.description('With their latest answers; null where none is known, or the reader may not see customers.')
	),
	scores: v.array(v.object({ definition: v.string(), metric: v.picklist(metricIds), score: v.number() })),
	decidedBy: v.nullable(v.string()),
	corrections: v.array(CorrectionSchema)
});
export type ResponseDetailView = View<typeof ResponseDetailSchema>;

export const ResponseViewSchema = v.object({
	id: v.string(),
	name: v.string(),
	query: v.pipe(v.string(), v.description('What the address of the page says behind `?`.'))
});
export type SavedView = View<typeof ResponseViewSchema>;

export const TagSchema = v.object({ tag: v.string(), n: v.number() });
export type TagView = View<typeof TagSchema>;

/** What the page offers to choose by. */
export interface ResponseFacets {
	readonly surveys: readonly { readonly id: string; readonly title: string; readonly versions: readonly number[] }[];
	readonly touchpoints: readonly { readonly id: string; readonly title: string }[];
	readonly places: readonly string[];
	readonly tags: readonly TagView[];
	readonly views: readonly SavedView[];
	readonly timeZone: string;
	/** Definitions by id: what a score is of. */
	readonly metrics: Readonly<Record<string, (typeof metricIds)[number]>>;
}
