import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { channelNames, JourneyResults, Trend } from '#domain/survey/index.ts';

const number = v.nullable(v.number());
const LocalText = v.object({ en: v.optional(v.string()), 'zh-CN': v.optional(v.string()) });
const Judgement = v.picklist(['good', 'bad', 'unclear', 'few', 'none']);
const Day = v.pipe(v.string(), v.isoDate());

export const ScoreSchema = v.object({
	definition: v.pipe(v.string(), v.description('Id of the locked definition: the series this number belongs to.')),
	metric: v.picklist(metricIds),
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
	journey: Scores
});

export const trendQuery = v.strictObject({
	...Trend.entries,
	definition: v.pipe(v.string(), v.minLength(1), v.maxLength(64))
});
export const TrendSchema = v.object({
	window: WindowSchema,
	definition: v.string(),
	metric: v.picklist(metricIds),
	target: v.number(),
	days: v.array(v.object({ day: Day, n: v.number(), value: number, low: number, high: number, judgement: Judgement }))
});

export const commentsQuery = v.strictObject({
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
	hidden: v.pipe(v.boolean(), v.description('Fewer than the workspace’s minimum have answered.'))
});
