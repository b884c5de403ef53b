import type { HeatmapView } from '#contract/heatmap.ts';
import { byTouchpoint, cellsOf, type Cell } from './cells.ts';
import { groundOf, type HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { movedScenes } from './moved-scenes.ts';
import { narrowing } from './narrowed.ts';
import { listScenes } from '../journeys/repo/journeys.ts';
import { ofDepartments, sceneScores } from './of-journeys.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import type { Rules } from './window.ts';

/** Where not everything that was counted may be looked at: a minimum of its own, and what of the cells is left. */
export interface Release {
	readonly minN: number;
	cells(cells: readonly Cell[], owned: readonly PlacedTouchpoint[], rules: Rules): Promise<readonly Cell[]>;
}

/**
 * Journeys that are worked on × their scenes, the last changed first. The numbers of all of them are one family: whoever
 * looks at two hundred cells at once would else see ten of them coloured by chance.
 */
export async function heatmapOf(given: Asked, filter: HeatmapFilter, release?: Release): Promise<HeatmapView> {
	const { trx, workspaceId } = given;
	const { journeys, placed, touchpoints, rankN, shared, more, ...ground } = await groundOf(given, filter);
	const rules = { ...ground.rules, minN: Math.max(ground.rules.minN, release?.minN ?? 0) };
	const ids = journeys.map(({ id }) => id);
	const scenes = ids.length === 0 ? [] : await listScenes(trx, workspaceId, ids);
	const chosen = await narrowing(trx, workspaceId, touchpoints, filter);
	const counted = await cellsOf(trx, workspaceId, touchpoints, rules, chosen, filter.metric);
	const owned = ofDepartments(placed, filter.departments);
	const cells = byTouchpoint(release === undefined ? counted : await release.cells(counted, owned, rules));
	const { scores } = sceneScores(cells, owned, rules);
	const isWhole = release === undefined;
	const moved = await movedScenes(trx, workspaceId, {
		placed: owned,
		cells,
		rules,
		rankN,
		narrowed: chosen.narrowed,
		isWhole
	});
	return {
		...shared,
		minN: rules.minN,
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
