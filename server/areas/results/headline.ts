import type { HeatmapHeadline } from '#contract/heatmap.ts';
import { worstFirst } from '#domain/metrics/index.ts';
import { listScenes } from '../journeys/repo/journeys.ts';
import { byTouchpoint, cellsOf } from './cells.ts';
import { groundOf } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { everything } from './narrowed.ts';
import { sceneScores } from './of-journeys.ts';

/** What the heatmap says first without filters, without the rest of it: the same scenes, judged as the same family. */
export async function headlineOf(given: Asked): Promise<HeatmapHeadline> {
	const { trx, workspaceId } = given;
	const { journeys, placed, touchpoints, rules, rankN } = await groundOf(given, {});
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, touchpoints, rules, everything));
	const { scores } = sceneScores(cells, placed, rules);
	// Of the numbers of a scene the one that is shown.
	const shown = Object.entries(scores).map(([sceneId, own]) => ({ sceneId, score: own[0] }));
	const worst = worstFirst(shown, ({ score }) => score, rankN)[0];
	return {
		window: rules.window,
		before: rules.before,
		answered: shown.filter(({ score }) => (score?.n ?? 0) > 0).length,
		bad: shown.filter(({ score }) => score?.judgement === 'bad').length,
		rankN,
		worst: worst?.score ? { ...(await namesOf(worst.sceneId)), score: worst.score } : null
	};

	async function namesOf(sceneId: string) {
		const journeyId = placed.find((one) => one.sceneId === sceneId)!.journeyId;
		const scenes = await listScenes(trx, workspaceId, [journeyId]);
		return {
			sceneId,
			scene: scenes.find(({ id }) => id === sceneId)?.title ?? '',
			journey: journeys.find(({ id }) => id === journeyId)?.title ?? ''
		};
	}
}
