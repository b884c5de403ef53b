import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { ScoreSchema } from '#domain/metrics/results.ts';
import type { View } from '#domain/shared/view.ts';
import { DriversInput } from '#domain/survey/drivers-input.ts';

const Day = v.pipe(v.string(), v.isoDate());
const number = v.nullable(v.number());
const Resampled = v.object({ value: v.number(), low: number, high: number });
const estimate = (text: string) => v.pipe(v.nullable(Resampled), v.description(text));

const series = {
	touchpointId: v.string(),
	touchpoint: v.pipe(v.string(), v.description('Its title.')),
	definition: v.string(),
	metric: v.picklist(metricIds),
	wording: ScoreSchema.entries.wording
};

const DriverSchema = v.object({
	...series,
	scene: v.pipe(v.string(), v.description('Title of its scene.')),
	n: v.pipe(v.number(), v.description('Answers of the window.')),
	value: v.pipe(number, v.description('In units of the metric, as on the map; null when too few answered.')),
	performance: v.pipe(
		v.nullable(v.object({ value: v.number(), low: number, high: number })),
		v.description(
			'Mean of the answers as a part of their scale, 0 the worst and 100 the best end, with its 95 % interval.'
		)
	),
	pairs: v.pipe(v.number(), v.description('People who answered this and the outcome.')),
	missing: v.pipe(v.number(), v.description('Pairs that are still missing until it is shown.')),
	state: v.pipe(
		v.picklist(['shown', 'few', 'constant', 'hidden']),
		v.description(
			'`few`: fewer than `minPairs`; `constant`: everybody said the same; `hidden`: it would tell what the few said whom the filter leaves out.'
		)
	),
	own: estimate(
		'Standardised coefficient of it alone, which is the correlation with the outcome; the good end is high.'
	),
	beside: v.pipe(
		v.nullable(v.picklist(['in', 'few', 'tangled'])),
		v.description(
			'Compared with the others: `in`; `few`, not enough people answered all of them; `tangled`, it cannot be told apart from `with`.'
		)
	),
	with: v.pipe(
		v.nullable(v.object({ touchpointId: v.string(), definition: v.string() })),
		v.description('What it cannot be told apart from.')
	),
	coefficient: estimate('Standardised regression coefficient beside the others.'),
	share: estimate('Relative weight (Johnson 2000) as a share of what all of them together go with, 0 … 1.')
});

export const driversQuery = DriversInput;
export const DriversSchema = v.object({
	window: v.pipe(
		v.object({ from: Day, to: Day, timeZone: v.string() }),
		v.description('Days of the outcome’s answers, both ends included.')
	),
	minPairs: v.pipe(v.number(), v.description('Below so many pairs nothing is shown.')),
	pairDays: v.pipe(
		v.number(),
		v.description('An answer belongs to the outcome’s when it is of the same day or at most so many days older.')
	),
	outcomes: v.pipe(
		v.array(v.object({ ...series, n: v.number() })),
		v.description('What may be the outcome, most answers first.')
	),
	outcome: v.pipe(
		v.nullable(
			v.object({
				...series,
				n: v.pipe(v.number(), v.description('Answers of the window.')),
				value: number,
				people: v.pipe(v.number(), v.description('Who answered it and can be found again: each counts once.')),
				newest: v.pipe(
					v.nullable(v.number()),
					v.description('Only so many of the newest answers are looked at; null: all of them.')
				)
			})
		),
		v.description('null when nothing was answered.')
	),
	drivers: v.pipe(
		v.array(DriverSchema),
		v.description(
			'The most important first: those that are compared with one another, then by themselves, then the rest.'
		)
	),
	together: v.pipe(
		v.nullable(
			v.object({
				n: v.pipe(v.number(), v.description('People who answered the outcome and all that is compared.')),
				measures: v.number(),
				r2: v.pipe(Resampled, v.description('Share of the outcome’s variance that they go with, 0 … 1.')),
				adjusted: v.pipe(v.number(), v.description('The same, less what chance gives so many measures.'))
			})
		),
		v.description('Of the drivers that are compared with one another; null where fewer than two can be.')
	)
});
/** Which touchpoints go with the journey's outcome. */
export type DriversView = View<typeof DriversSchema>;
export type DriverView = DriversView['drivers'][number];
