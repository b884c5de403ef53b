import * as v from 'valibot';
import { metricIds, type TargetStep, type TrendView } from '#domain/metrics/index.ts';
import { ScoreSchema } from '#domain/metrics/results.ts';
import { Heatmap } from '#domain/survey/index.ts';
import type { View } from '#domain/shared/view.ts';
import { heatmapShared } from './heatmap-views.ts';
import type { SettingOwnerView } from './metric-settings.ts';
import type { CommentsView } from './results.ts';

const Day = v.pipe(v.string(), v.isoDate());
const number = v.nullable(v.number());
const Slice = v.object({ name: v.string(), nBefore: v.number(), nAfter: v.number() });
const MovedSchema = v.object({
	looked: v.pipe(v.number(), v.description('Numbers with enough answers in both windows to be compared.')),
	found: v.pipe(v.number(), v.description('How many of them changed, among all that were looked at.')),
	items: v.pipe(
		v.array(
			v.object({
				scene: v.string(),
				metric: v.picklist(metricIds),
				before: v.number(),
				after: v.number(),
				difference: v.number(),
				low: v.number(),
				high: v.number(),
				better: v.boolean(),
				nBefore: v.number(),
				nAfter: v.number(),
				since: v.pipe(
					v.nullable(v.object({ day: Day, from: Day, to: Day })),
					v.description(
						'The first day of the new level, and between which days it lies with 95 %; null where no single step can honestly be told (a slow drift, a time that is over, too few answers), and in a comparison with a year ago.'
					)
				),
				cause: v.pipe(
					v.nullable(
						v.object({
							kind: v.picklist(['slice', 'mix']),
							dimension: v.picklist(['channel', 'place', 'language']),
							share: v.pipe(v.number(), v.description('Part of the change that it explains.')),
							slice: v.nullable(Slice),
							among: v.pipe(
								v.nullable(
									v.object({
										names: v.pipe(
											v.array(v.string()),
											v.description('Places that changed so themselves, what did most first.')
										),
										of: v.pipe(v.number(), v.description('Places with enough answers in both windows to be compared.')),
										share: v.pipe(v.number(), v.description('Part of the change that they explain together.')),
										nBefore: v.number(),
										nAfter: v.number()
									})
								),
								v.description('Where a place is the cause: how many of the places are concerned.')
							)
						})
					),
					v.description(
						'A slice that changed otherwise than the rest, or another mix of slices; null where nothing stands out.'
					)
				)
			})
		),
		v.description('The strongest first, five at most.')
	),
	detectable: v.pipe(
		v.nullable(
			v.object({
				scene: v.string(),
				metric: v.picklist(metricIds),
				difference: number,
				nBefore: v.number(),
				nAfter: v.number()
			})
		),
		v.description('Where nothing changed: how large a change would have been seen at the number with most answers.')
	)
});
export type HeatmapMoved = View<typeof MovedSchema>;

export const heatmapQuery = Heatmap;
export const HeatmapSchema = v.object({
	...heatmapShared,
	journeys: v.array(
		v.object({
			id: v.string(),
			title: v.string(),
			touchpoints: v.number(),
			scenes: v.pipe(
				v.array(
					v.object({
						id: v.string(),
						title: v.string(),
						touchpoints: v.number(),
						scores: v.pipe(
							v.array(ScoreSchema),
							v.description('Touchpoints added up, per definition; judged as one family over the whole heatmap.')
						)
					})
				),
				v.description('In the order of the map.')
			)
		})
	),
	moved: v.pipe(MovedSchema, v.description('What changed against the days before.')),
	more: v.pipe(v.boolean(), v.description('There are more journeys than are given.'))
});
/** Journeys and their scenes with their numbers, all judged together. */
export type HeatmapView = View<typeof HeatmapSchema>;
export type HeatmapScene = HeatmapView['journeys'][number]['scenes'][number];

/** A touchpoint that lies behind a cell. */
export interface HeatmapTouchpoint {
	readonly id: string;
	readonly title: string;
	readonly journeyId: string;
	readonly scores: HeatmapScene['scores'];
	/** Of the department that is in charge, null: of none; missing where that is not told. */
	readonly departmentId?: string | null;
}

/** One touchpoint looked at closely, all of it of the same answers. */
export interface HeatmapCloser {
	readonly id: string;
	readonly title: string;
	readonly journeyId: string;
	readonly scores: HeatmapScene['scores'];
	/** Which target held from which day on, from the first day that is looked at until today; the last of these days decides. */
	readonly targets: readonly TargetStep[];
	/** Of the first of its numbers; null without any. */
	readonly trend: TrendView | null;
	readonly comments: CommentsView;
	/** Who answers for the first of its numbers: a member or a department; null: nobody, or it has no number. */
	readonly owner: SettingOwnerView | null;
}

/** The worst scene of all journeys that are worked on, as the heatmap names it, for the page that people open first. */
export interface HeatmapHeadline {
	readonly window: HeatmapView['window'];
	readonly before: HeatmapView['before'];
	/** Scenes with answers in these days, and how many of them are below their target beyond chance. */
	readonly answered: number;
	readonly bad: number;
	/** Answers that a number needs to be called the worst. */
	readonly rankN: number;
	/** null where none is clearly below its target. */
	readonly worst: {
		readonly sceneId: string;
		readonly scene: string;
		readonly journey: string;
		readonly score: HeatmapScene['scores'][number];
	} | null;
}
