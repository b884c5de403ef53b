import type { HeatmapCloser, HeatmapTouchpoint } from '#contract/heatmap.ts';
import { stepWithEnough, total } from '#domain/metrics/index.ts';
import { dayIn } from '#domain/shared/days.ts';
import { placedTouchpoint, touchpointsOfScene } from '../journeys/repo/touchpoints.ts';
import { cellsOf, inOrder } from './cells.ts';
import { commentsOf } from './comments.ts';
import type { HeatmapFilter } from './heatmap-ground.ts';
import { countsOfJourney, type Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { ofDepartments } from './of-journeys.ts';
import { trendOf } from './one-touchpoint.ts';
import { firstDayOf } from './repo/scores.ts';
import { touchpointsFrom } from './results-from.ts';
import { toScores } from './score-views.ts';
import { ownerOf } from './settings-view.ts';
import { targetsOverTime } from './targets-over-time.ts';
import { rulesOf } from './window.ts';

/** Nobody reads more beside a heatmap. */
const COMMENTS = 12;

/**
 * The touchpoints of a scene with the numbers that its map shows.
 * @returns null when the scene is on no map, or none of its touchpoints is the departments' that are chosen
 */
export async function sceneParts(
	given: Asked,
	sceneId: string,
	filter: HeatmapFilter
): Promise<HeatmapTouchpoint[] | null> {
	const placed = ofDepartments(await touchpointsOfScene(given.trx, given.workspaceId, sceneId), filter.departments);
	const journeyId = placed[0]?.journeyId;
	if (journeyId === undefined) return null;
	const { scores } = touchpointsFrom(await countsOfJourney(given, journeyId, filter));
	return placed.map(({ id, title, departmentId }) => ({
		id,
		title,
		journeyId,
		scores: scores.scores[id] ?? [],
		departmentId
	}));
}

/** One touchpoint with what people answered, when, and what they wrote; null when it is on no map. */
export async function closerLook(
	given: Asked,
	touchpointId: string,
	filter: HeatmapFilter
): Promise<HeatmapCloser | null> {
	const { trx, workspaceId, now } = given;
	const placed = await placedTouchpoint(trx, workspaceId, touchpointId);
	if (placed === undefined) return null;
	const { id, title, journeyId } = placed;
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, [id]));
	const chosen = await narrowing(trx, workspaceId, [id], filter);
	const counted = inOrder(
		(await cellsOf(trx, workspaceId, [id], rules, chosen, filter.metric)).map((one) => one.counted),
		'touchpoint'
	);
	const scores = toScores(counted, rules);
	// Whose number is shown.
	const shown = counted.find(({ definition }) => definition.id === scores[0]?.definition);
	const definition = shown?.definition;
	const { from, to } = rules.window;
	const step = stepWithEnough(rules.window, total(shown?.histogram ?? []), rules.minN);
	const { channel, place, language } = filter;
	const today = dayIn(rules.window.timeZone, now);
	// Up to today: a target that was changed since is told as well.
	const days = { ...rules.window, to: today > to ? today : to };
	return {
		id,
		title,
		journeyId,
		scores,
		targets: definition === undefined ? [] : await targetsOverTime(trx, workspaceId, id, definition, days),
		trend: definition === undefined ? null : await trendOf(trx, workspaceId, id, definition, rules, chosen, step),
		owner: definition === undefined ? null : await ownerOf(trx, workspaceId, id, definition),
		comments: await commentsOf(given, id, { from, to, channel, place, language, limit: COMMENTS })
	};
}
