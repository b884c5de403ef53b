import * as v from 'valibot';
import type { View } from '../shared/view.ts';
import { NumberSchema } from './numbers.ts';
import { metricIds } from './definitions/index.ts';
import { settingPlaces } from './setting.ts';

/** What the program says about results: made by the services, sent by the API and the live feed, drawn by the pages. */

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
			'Asked now; or the last that was asked, when nothing of its metric is asked any more. Where several stand side by side the first is the one to show: the current series that is clearly short of its target by most, else that of the metric that was chosen to stand first, or has most answers.'
		)
	),
	since: v.pipe(
		v.nullable(Day),
		v.description('First day on which this wording was asked here; null when nobody knows.')
	),
	until: v.pipe(v.nullable(Day), v.description('Day on which another wording took its place; null while current.')),
	valueKind: v.picklist(['nps', 'share', 'mean']),
	wording: v.pipe(LocalText, v.description('The question as it was asked.')),
	scale: v.object({ min: v.number(), max: v.number() }),
	direction: v.picklist(['high', 'low']),
	n: v.number(),
	value: v.pipe(
		number,
		v.description(
			'In units of the metric: NPS points, %, points of the scale. null when nobody answered, or too few to show it.'
		)
	),
	low: v.pipe(number, v.description('95 % interval; null with the value, and for a mean of one.')),
	high: number,
	judgement: Judgement,
	strong: v.pipe(
		v.boolean(),
		v.description('The whole interval is past the target by the definition’s margin: the darker colour is fair.')
	),
	histogram: v.pipe(
		v.array(v.number()),
		v.description('Count per score 0 … 10; empty when too few answered to show them.')
	),
	beside: v.pipe(
		v.nullable(v.object({ kind: v.picklist(['mean', 'share']), value: v.number(), low: number, high: number })),
		v.description('The other figure: the mean beside a share, the share beside a mean.')
	),
	target: v.number(),
	margin: v.number(),
	targetFrom: v.pipe(
		v.optional(v.picklist(settingPlaces)),
		v.description('Where the target was set; missing when it is the one that holds wherever the question is asked.')
	),
	change: v.pipe(
		v.optional(
			v.object({
				difference: v.number(),
				low: number,
				high: number,
				significant: v.boolean(),
				n: v.pipe(v.number(), v.description('Answers of the window before.'))
			})
		),
		v.description('Against the window before; only when both have enough answers.')
	)
});
/** One number with everything that makes it honest. */
export type ScoreView = View<typeof ScoreSchema>;

export const ResultWindowSchema = v.pipe(
	v.object({ from: Day, to: Day, timeZone: v.string() }),
	v.description('The days that the numbers are of, both ends included, in the zone that makes a day a day.')
);
export type ResultWindow = View<typeof ResultWindowSchema>;
const Scores = v.array(ScoreSchema);

export const ResultsSchema = v.object({
	window: ResultWindowSchema,
	touchpoints: v.record(v.string(), Scores),
	scenes: v.pipe(v.record(v.string(), Scores), v.description('Touchpoints of a scene added up, per definition.')),
	journey: Scores,
	numbers: v.pipe(
		v.record(v.string(), v.array(NumberSchema)),
		v.description(
			'Per touchpoint, what people typed where they were asked for a number; what is asked now first. With `metric` all the same.'
		)
	),
	answered: v.pipe(
		v.nullable(v.object({ from: Day, to: Day })),
		v.description('First and last day that have answers at all, in the window or not.')
	),
	metrics: v.pipe(
		v.array(v.picklist(metricIds)),
		v.description('Metrics that have answers at all, in these days or not, in the registry’s order.')
	),
	outside: v.pipe(
		v.record(v.string(), v.array(v.object({ metric: v.picklist(metricIds), before: v.number(), after: v.number() }))),
		v.description(
			'Per touchpoint, answers before and after the window; those of which it leaves out nothing are missing.'
		)
	),
	recounting: v.pipe(
		v.boolean(),
		v.description('The time zone was changed; answers near midnight may still stand on the day of the old one.')
	),
	version: v.pipe(
		v.string(),
		v.description('A name of this content: as long as it is the same, every number and the window are the same.')
	)
});
/** The numbers of a map, and what belongs to reading them. */
export type JourneyResults = View<typeof ResultsSchema>;
/** The numbers of a map. */
export type JourneyScores = Pick<JourneyResults, 'touchpoints' | 'scenes' | 'journey'>;
/** Answers of one metric outside the window. */
export type Outside = JourneyResults['outside'][string][number];

const Points = v.array(
	v.object({ day: Day, n: v.number(), value: number, low: number, high: number, judgement: Judgement })
);

export const TrendSchema = v.object({
	window: ResultWindowSchema,
	step: v.pipe(
		v.picklist(['day', 'week', 'month']),
		v.description('What one point sums up: more than a year is drawn by week, more than three by month.')
	),
	definition: v.string(),
	metric: v.picklist(metricIds),
	target: v.number(),
	targets: v.pipe(
		v.optional(v.array(v.object({ from: Day, target: v.number() }))),
		v.description('Which target held from which day on: every point is judged by the one of its time.')
	),
	days: v.pipe(Points, v.description('Every step of the window.')),
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
export type TrendView = View<typeof TrendSchema>;
/** One day, week or month of a series; `day` is its first day within the window. */
export type TrendPoint = TrendView['days'][number];
/** What one point of a trend sums up: longer windows in longer steps. */
export type TrendStep = TrendView['step'];
