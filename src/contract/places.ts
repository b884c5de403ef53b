import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { ScoreSchema } from '#domain/metrics/results.ts';
import { Places } from '#domain/survey/index.ts';
import type { View } from '#domain/shared/view.ts';

const Day = v.pipe(v.string(), v.isoDate());
const number = v.nullable(v.number());
const Range = v.object({ low: v.number(), high: v.number() });

const PointSchema = v.object({ day: Day, n: v.number(), value: number, low: number, high: number });

const OwnersSchema = v.pipe(
	v.array(v.object({ email: v.string(), name: v.nullable(v.string()) })),
	v.description(
		'Who answers for it, each once: several where its codes differ. Without a name while nobody with this address is a member.'
	)
);

/** Who answers for a place. */
export const PlaceOwnersSchema = v.object({ name: v.string(), owners: OwnersSchema });
export type PlaceOwnersView = View<typeof PlaceOwnersSchema>;

const PlaceSchema = v.object({
	name: v.pipe(v.string(), v.description('What its codes are named after.')),
	n: v.number(),
	value: v.pipe(
		number,
		v.description(
			'Raw, in units of the metric; null when too few answered, or when it would tell what a few others said.'
		)
	),
	low: v.pipe(number, v.description('95 % interval of the raw value.')),
	high: number,
	estimate: v.pipe(
		v.nullable(v.object({ value: v.number(), ...Range.entries })),
		v.description(
			'The value drawn towards the mean of all places, the more the fewer answers it has, with its 95 % interval: what ranks go by. null with the value, and where all answers are the same.'
		)
	),
	rank: v.pipe(
		v.nullable(v.object({ at: v.number(), from: v.number(), to: v.number() })),
		v.description('From 1, the best first, and between which ranks it could be (95 %); null below `rankN` answers.')
	),
	limits: v.pipe(
		v.nullable(v.object({ inner: Range, outer: Range })),
		v.description(
			'Between these the value of a place with so many answers lies when it is like all others: 19 of 20 times, 499 of 500 times.'
		)
	),
	owners: OwnersSchema,
	trend: v.pipe(
		v.array(PointSchema),
		v.description('By `step`, every one of the window; empty for places that are not drawn.')
	)
});

const Example = v.object({ name: v.string(), n: v.number(), value: v.number(), rank: number });

export const placesQuery = Places;
export const PlacesSchema = v.object({
	window: v.pipe(
		v.object({ from: Day, to: Day, timeZone: v.string() }),
		v.description('The days that the numbers are of, both ends included, in the zone that makes a day a day.')
	),
	minN: v.pipe(v.number(), v.description('Answers from which on a value is shown.')),
	rankN: v.pipe(v.number(), v.description('Answers from which on a place is ranked.')),
	metrics: v.pipe(v.array(v.picklist(metricIds)), v.description('Metrics that the workspace has asked by.')),
	named: v.pipe(v.number(), v.description('How many places codes are named after, answered or not.')),
	series: v.pipe(
		v.array(
			v.object({
				definition: v.string(),
				wording: ScoreSchema.entries.wording,
				n: v.pipe(v.number(), v.description('Answers at places.'))
			})
		),
		v.description('Wordings of the metric that places have answers to, most answers first; never added up.')
	),
	chosen: v.pipe(
		v.nullable(
			v.object({
				definition: v.string(),
				metric: v.picklist(metricIds),
				wording: ScoreSchema.entries.wording,
				scale: ScoreSchema.entries.scale,
				direction: ScoreSchema.entries.direction
			})
		),
		v.description('The series that the places are compared by; null when no place has answers.')
	),
	n: v.pipe(v.number(), v.description('Answers of the places that are shown.')),
	mean: v.pipe(number, v.description('Of all these answers together: the middle of the control limits.')),
	curve: v.pipe(
		v.array(v.object({ n: v.number(), inner: Range, outer: Range })),
		v.description('The control limits from a little below the smallest to a little above the largest place.')
	),
	drawnTo: v.pipe(
		number,
		v.description('The mean of the places, to which estimates are drawn; null where there are none.')
	),
	places: v.pipe(
		v.array(PlaceSchema),
		v.description('Ranked ones first, in order; then those with too few answers for a rank, most answers first.')
	),
	more: v.pipe(v.number(), v.description('Places beyond those that are given.')),
	step: v.pipe(v.picklist(['day', 'week', 'month']), v.description('What one point of a trend sums up.')),
	breaks: v.pipe(
		v.array(Day),
		v.description(
			'Days of the window on which the series took the place of another wording at some touchpoint, or another took its place: before and after, not all touchpoints asked the same.'
		)
	),
	rawOrder: v.pipe(
		v.nullable(
			v.object({
				kind: v.picklist(['few', 'moved', 'swapped', 'chance', 'same']),
				first: v.nullable(Example),
				second: v.nullable(Example),
				of: v.number(),
				few: v.number()
			})
		),
		v.description(
			'What the order of the raw values would say that is not so. `few`: its first place has too few answers, as `few` of its first `of` have; `moved`: its first place is not first by estimate; `swapped`: it has `first` before `second`; `chance`: no two places differ by more than chance; `same`: both orders are the same.'
		)
	)
});
/** Places side by side. */
export type PlacesView = View<typeof PlacesSchema>;
export type PlaceView = PlacesView['places'][number];
