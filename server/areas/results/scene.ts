import type { HeatmapTouchpoint } from '#contract/heatmap.ts';
import type { CommentView } from '#domain/survey/index.ts';
import { touchpointsOfScene } from '../journeys/repo/touchpoints.ts';
import { countsOfJourney, type Asked, type Filter } from './journey-counts.ts';
import { commentsOf } from './one-touchpoint.ts';
import { touchpointsFrom } from './results-from.ts';

/** What is looked at of one scene: its touchpoints, and what customers wrote at them last. */
export interface SceneResults {
	readonly touchpoints: readonly HeatmapTouchpoint[];
	readonly comments: readonly (CommentView & { readonly touchpoint: string })[];
}

/** Of each touchpoint, and of the scene. */
const COMMENTS = { each: 6, all: 8 } as const;

/**
 * The touchpoints of a scene with the numbers that its map shows, and the latest comments.
 * Comments of a touchpoint with fewer answers than the workspace's minimum are left out.
 * @returns null when the scene is on no map
 */
export async function sceneResults(given: Asked, sceneId: string, filter: Filter): Promise<SceneResults | null> {
	const { trx, workspaceId } = given;
	const placed = await touchpointsOfScene(trx, workspaceId, sceneId);
	const journeyId = placed[0]?.journeyId;
	if (journeyId === undefined) return null;
	const counts = await countsOfJourney(given, journeyId, filter);
	const { scores } = touchpointsFrom(counts);
	const comments: SceneResults['comments'][number][] = [];
	for (const { id, title } of placed) {
		const { items } = await commentsOf(trx, workspaceId, id, { limit: COMMENTS.each }, counts.rules.minN);
		comments.push(...items.map((one) => ({ ...one, touchpoint: title })));
	}
	const latest = comments.sort((a, b) => (a.submittedAt < b.submittedAt ? 1 : -1)).slice(0, COMMENTS.all);
	return {
		touchpoints: placed.map(({ id, title }) => ({ id, title, scores: scores.scores[id] ?? [] })),
		comments: latest
	};
}
