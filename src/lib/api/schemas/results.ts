import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { IdSchema } from '#domain/shared/ids.ts';
import { channelNames, JourneyResults, Trend } from '#domain/survey/index.ts';

const number = v.nullable(v.number());
const LocalText = v.object({ en: v.optional(v.string()), 'zh-CN': v.optional(v.string()) });
const Judgement = v.picklist(['good', 'bad', 'unclear', 'few', 'none']);
const Day = v.pipe(v.string(), v.isoDate());

export const ScoreSchema = v.object({
	definition: v.pipe(v.string(), v.description('Id of the locked definition: the series this number belongs to.')),
	metric: v.picklist(metricIds),
	current: v.pipe(
		v.boolean(),
		v.description(
			'Asked now, or the last that was asked. Where several stand side by side the first is the one to show.'
		)
	),
	since: v.pipe(v.nullable(Day), v.description('First day on which this wording was asked here.')),
	until: v.pipe(v.nullable(Day), v.description('Day on which another wording took its place; null while current.')),
	valueKind: v.picklist(['nps', 'share', 'mean']),
	wording: LocalText,
	scale: v.object({ min: v.number(), max: v.number() }),
	direction: v.picklist(['high', 'low']),
	n: v.number(),
	value: v.pipe(number, v.description('null when nobody answered, or too few to show it.')),
	low: v.pipe(number, v.description('95 % interval.')),
	high: number,
	judgement: Judgement,
	strong: v.boolean(),
	histogram: v.pipe(v.array(v.number()), v.description('Count per score 0 … 10; empty when too few answered.')),
	beside: v.nullable(v.object({ kind: v.picklist(['mean', 'share']), value: v.number(), low: number, high: number })),
	target: v.number(),
	margin: v.number(),
	change: v.optional(
		v.object({ difference: v.number(), low: number, high: number, significant: v.boolean(), n: v.number() })
	)
});

const WindowSchema = v.object({ from: Day, to: Day, timeZone: v.string() });
const Scores = v.array(ScoreSchema);

export const resultsQuery = JourneyResults;
export const ResultsSchema = v.object({
	window: WindowSchema,
	touchpoints: v.record(v.string(), Scores),
	scenes: v.record(v.string(), Scores),
	journey: Scores,
	answered: v.pipe(
		v.nullable(v.object({ from: Day, to: Day })),
		v.description('First and last day that have answers at all, in the window or not.')
	),
	metrics: v.pipe(v.array(v.picklist(metricIds)), v.description('Metrics that have answers at all.')),
	outside: v.pipe(
		v.record(v.string(), v.array(v.object({ metric: v.picklist(metricIds), before: v.number(), after: v.number() }))),
		v.description('Per touchpoint, answers before and after the window.')
	),
	recounting: v.pipe(
		v.boolean(),
		v.description('The time zone was changed; answers near midnight may still stand on the day of the old one.')
	)
});

const Points = v.array(
	v.object({ day: Day, n: v.number(), value: number, low: number, high: number, judgement: Judgement })
);

export const TargetsSchema = v.object({
	definition: v.string(),
	target: v.pipe(v.number(), v.description('In units of the value: NPS points, % or points of the scale.')),
	margin: v.pipe(v.number(), v.description('Distance from the target from which a judgement is strong.')),
	history: v.pipe(
		v.array(
			v.object({
				target: v.number(),
				margin: v.number(),
				setAt: v.pipe(v.string(), v.isoTimestamp()),
				setBy: v.nullable(v.string())
			})
		),
		v.description('Targets that were set, the latest first.')
	)
});

export const trendQuery = v.strictObject({
	...Trend.entries,
	definition: v.pipe(v.string(), v.minLength(1), v.maxLength(64))
});
export const TrendSchema = v.object({
	window: WindowSchema,
	step: v.pipe(
		v.picklist(['day', 'week', 'month']),
		v.description('What one point sums up: more than a year is drawn by week, more than three by month.')
	),
	definition: v.string(),
	metric: v.picklist(metricIds),
	target: v.number(),
	days: Points,
	earlier: v.pipe(
		v.array(
			v.object({
				definition: v.string(),
				wording: LocalText,
				since: v.nullable(Day),
				until: v.nullable(Day),
				days: Points
			})
		),
		v.description('Wordings that were asked before, the latest first; never added up.')
	),
	breaks: v.pipe(v.array(Day), v.description('Days on which one wording took the place of another.'))
});

export const commentsQuery = v.strictObject({
	definition: v.optional(IdSchema),
	limit: v.optional(
		v.pipe(v.string(), v.regex(/^[1-9]\d?$|^100$/), v.transform(Number), v.number(), v.minValue(1), v.maxValue(100)),
		'20'
	)
});
export const CommentsSchema = v.object({
	items: v.array(
		v.object({
			id: v.string(),
			text: v.string(),
			language: v.string(),
			channel: v.picklist(channelNames),
			submittedAt: v.pipe(v.string(), v.isoTimestamp()),
			scores: v.array(v.object({ definition: v.string(), metric: v.picklist(metricIds), score: v.number() }))
		})
	),
	hidden: v.pipe(v.boolean(), v.description('Fewer than the workspace’s minimum have answered.')),
	minN: v.pipe(v.number(), v.description('Answers from which on comments are shown.')),
	n: v.pipe(v.number(), v.description('Answers that there are.'))
});
