import type { HeatmapView } from '#contract/heatmap.ts';
import { metricIds } from '#domain/metrics/index.ts';
import type { Heatmap as HeatmapInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import { listJourneys, listScenes } from '../journeys/repo/journeys.ts';
import { touchpointsOf } from '../journeys/repo/touchpoints.ts';
import { workspaceRules } from '../shared/repo/workspace-rules.ts';
import { metricsAsked } from '../surveys/repo/definitions.ts';
import { byTouchpoint, cellsOf } from './cells.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { movedScenes } from './moved-scenes.ts';
import { byId, ofDepartments, sceneScores } from './of-journeys.ts';
import { firstDayOf } from './repo/scores.ts';
import { rulesOf } from './window.ts';

export type HeatmapFilter = v.InferOutput<typeof HeatmapInput>;

/** Nobody looks through more rows than these. */
const MOST_JOURNEYS = 200;

/**
 * Journeys that are worked on × their scenes, the last changed first. The numbers of all of them are one family: whoever
 * looks at two hundred cells at once would else see ten of them coloured by chance.
 */
export async function heatmapOf({ trx, workspaceId, now }: Asked, filter: HeatmapFilter): Promise<HeatmapView> {
	const listed = await listJourneys(trx, workspaceId, { status: 'active', words: [], limit: MOST_JOURNEYS + 1 });
	const journeys = listed.slice(0, MOST_JOURNEYS);
	const ids = journeys.map(({ id }) => id);
	const scenes = ids.length === 0 ? [] : await listScenes(trx, workspaceId, ids);
	const placed = ids.length === 0 ? [] : (await touchpointsOf(trx, workspaceId, ids)).sort(byId);
	const touchpoints = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, touchpoints));
	const chosen = await narrowing(trx, workspaceId, touchpoints, filter);
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, touchpoints, rules, chosen, filter.metric));
	const owned = ofDepartments(placed, filter.departments);
	const { scores } = sceneScores(cells, owned, rules.minN);
	const { rank_n: rankN } = await workspaceRules(trx, workspaceId);
	const isNarrowed = Object.values(chosen.narrowed).some((one) => one !== undefined);
	const moved = await movedScenes(trx, workspaceId, { placed: owned, cells, rules, rankN, isNarrowed });
	const asked = await metricsAsked(trx, workspaceId);
	return {
		window: rules.window,
		before: rules.before,
		minN: rules.minN,
		rankN,
		metrics: metricIds.filter((metric) => asked.has(metric)),
		journeys: journeys.map(({ id, title }) => ({
			id,
			title,
			touchpoints: placed.filter((one) => one.journeyId === id).length,
			scenes: scenes
				.filter((scene) => scene.journey_id === id)
				.map((scene) => ({
					id: scene.id,
					title: scene.title,
					touchpoints: Number(scene.touchpoints),
					scores: scores[scene.id] ?? []
				}))
		})),
		moved,
		more: listed.length > MOST_JOURNEYS
	};
}
