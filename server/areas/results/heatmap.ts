import type { HeatmapView } from '#contract/heatmap.ts';
import { byTouchpoint, cellsOf } from './cells.ts';
import { groundOf, type HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { movedScenes } from './moved-scenes.ts';
import { narrowing } from './narrowed.ts';
import { listScenes } from '../journeys/repo/journeys.ts';
import { ofDepartments, sceneScores } from './of-journeys.ts';

/**
 * Journeys that are worked on × their scenes, the last changed first. The numbers of all of them are one family: whoever
 * looks at two hundred cells at once would else see ten of them coloured by chance.
 */
export async function heatmapOf(given: Asked, filter: HeatmapFilter): Promise<HeatmapView> {
	const { trx, workspaceId } = given;
	const { journeys, placed, touchpoints, rules, rankN, shared, more } = await groundOf(given, filter);
	const ids = journeys.map(({ id }) => id);
	const scenes = ids.length === 0 ? [] : await listScenes(trx, workspaceId, ids);
	const chosen = await narrowing(trx, workspaceId, touchpoints, filter);
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, touchpoints, rules, chosen, filter.metric));
	const owned = ofDepartments(placed, filter.departments);
	const { scores } = sceneScores(cells, owned, rules.minN);
	const { narrowed } = chosen;
	const moved = await movedScenes(trx, workspaceId, { placed: owned, cells, rules, rankN, narrowed });
	return {
		...shared,
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
		more
	};
}
