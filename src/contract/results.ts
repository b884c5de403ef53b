import * as v from 'valibot';
import { IdSchema } from '#domain/shared/ids.ts';
import { CommentSchema } from '#domain/survey/comment-view.ts';
import { ResultWindowSchema } from '#domain/metrics/results.ts';
import { JourneyResults, Lines, Trend } from '#domain/survey/index.ts';
import type { View } from '#domain/shared/view.ts';
import { Instant } from './instant.ts';

export { ResultsSchema, ScoreSchema, TrendSchema } from '#domain/metrics/results.ts';

export const resultsQuery = JourneyResults;
export const linesQuery = Lines;
export const LinesSchema = v.object({
	window: ResultWindowSchema,
	step: v.pipe(v.picklist(['day', 'week', 'month']), v.description('What one value sums up.')),
	lines: v.pipe(
		v.record(v.string(), v.record(v.string(), v.array(v.nullable(v.number())))),
		v.description(
			'Per touchpoint and definition, a value per step of the window; null where fewer than the minimum answered, or the filter leaves out fewer.'
		)
	)
});
/** Small lines of touchpoints. */
export type LinesView = View<typeof LinesSchema>;
export const TargetsSchema = v.object({
	definition: v.string(),
	target: v.pipe(v.number(), v.description('In units of the value: NPS points, % or points of the scale.')),
	margin: v.pipe(v.number(), v.description('Distance from the target from which a judgement is strong.')),
	history: v.pipe(
		v.array(
			v.object({
				target: v.number(),
				margin: v.number(),
				setAt: Instant,
				setBy: v.nullable(v.string())
			})
		),
		v.description('Targets that were set, the latest first; empty while the kind’s own holds.')
	)
});
export type TargetView = View<typeof TargetsSchema>;

export const trendQuery = v.strictObject({
	...Trend.entries,
	definition: v.pipe(v.string(), v.minLength(1), v.maxLength(64))
});
export const commentsQuery = v.strictObject({
	...Trend.entries,
	definition: v.optional(IdSchema),
	limit: v.optional(
		v.pipe(v.string(), v.regex(/^[1-9]\d?$|^100$/), v.transform(Number), v.number(), v.minValue(1), v.maxValue(100)),
		'20'
	)
});
export const CommentsSchema = v.object({
	items: v.array(CommentSchema),
	hidden: v.pipe(
		v.boolean(),
		v.description('Fewer than the workspace’s minimum have answered, or the filter leaves fewer out.')
	),
	minN: v.pipe(v.number(), v.description('Answers from which on comments are shown.')),
	n: v.pipe(v.number(), v.description('Answers that there are.'))
});
/** What people wrote at a touchpoint, and whether it may be shown. */
export type CommentsView = View<typeof CommentsSchema>;
