import * as v from 'valibot';
import { metricIds } from '#domain/metrics/index.ts';
import { ScoreSchema } from '#domain/metrics/results.ts';
import type { View } from '#domain/shared/view.ts';

const Day = v.pipe(v.string(), v.isoDate());

/** What every view of the heatmap says of its numbers. */
export const heatmapShared = {
	window: v.pipe(
		v.object({ from: Day, to: Day, timeZone: v.string() }),
		v.description('The days that the numbers are of, both ends included, in the zone that makes a day a day.')
	),
	before: v.pipe(v.object({ from: Day, to: Day }), v.description('The days that changes are measured against.')),
	minN: v.pipe(v.number(), v.description('Answers from which on a value is shown.')),
	rankN: v.pipe(v.number(), v.description('Answers from which on a number may be called the worst.')),
	metrics: v.pipe(v.array(v.picklist(metricIds)), v.description('Metrics that the workspace has asked by.'))
};
const more = v.pipe(v.boolean(), v.description('There are more journeys than are looked at.'));

export const DepartmentsHeatmapSchema = v.object({
	...heatmapShared,
	departments: v.pipe(
		v.array(
			v.object({
				id: v.pipe(v.nullable(v.string()), v.description('null: touchpoints that no department owns.')),
				name: v.nullable(v.string()),
				touchpoints: v.pipe(
					v.number(),
					v.description('Touchpoints that it owns itself, not those of departments below it.')
				),
				scores: v.pipe(
					v.array(ScoreSchema),
					v.description('Its touchpoints added up, per definition; judged as one family over all departments.')
				)
			})
		),
		v.description('Departments that own a touchpoint, by name; what nobody owns comes last.')
	),
	more
});
/** Departments × metrics, all judged together. */
export type DepartmentsHeatmapView = View<typeof DepartmentsHeatmapSchema>;

export const PlacesHeatmapSchema = v.object({
	...heatmapShared,
	touchpoints: v.pipe(
		v.array(
			v.object({
				id: v.string(),
				title: v.string(),
				journey: v.object({ id: v.string(), title: v.string() }),
				n: v.pipe(v.number(), v.description('Answers that it has at named places.'))
			})
		),
		v.description('Touchpoints that were answered at places on these days, those with most answers first.')
	),
	places: v.pipe(
		v.array(
			v.object({
				name: v.pipe(v.string(), v.description('What codes are named after.')),
				n: v.number(),
				touchpoints: v.pipe(
					v.array(v.object({ id: v.string(), scores: v.array(ScoreSchema) })),
					v.description('Those of `touchpoints` that were answered there; judged as one family over all places.')
				)
			})
		),
		v.description('Those with most answers first.')
	),
	leftOut: v.pipe(
		v.object({ touchpoints: v.number(), places: v.number() }),
		v.description('How many more there are, with fewer answers.')
	),
	more
});
/** Places × touchpoints, all judged together. */
export type PlacesHeatmapView = View<typeof PlacesHeatmapSchema>;
