import { metricIds, type JourneyResults, type ScoreView } from '#domain/metrics/index.ts';
import type { JourneyResults as JourneyResultsInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import type { Trx } from '../../db/scope.ts';
import { findDayRecount } from '../answers/repo/day-recount.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { byPlace, cellsOf, families, type Cell } from './cells.ts';
import { answeredOf, type Answered } from './extent.ts';
import { everything, narrowing } from './narrowed.ts';
import { numbersOf } from './numbers.ts';
import { extentsOf, firstDayOf } from './repo/scores.ts';
import { toScores } from './score-views.ts';
import { rulesOf } from './window.ts';

/** In which workspace, as of when, within one snapshot of the data. */
export interface Asked {
	readonly trx: Trx;
	readonly workspaceId: string;
	readonly now: Date;
}

type Filter = v.InferOutput<typeof JourneyResultsInput>;

/** Everything a map shows: touchpoints, scenes and the journey as a whole, in one window. */
export async function resultsOfJourney(
	{ trx, workspaceId, now }: Asked,
	journeyId: string,
	filter: Filter
): Promise<JourneyResults> {
	const placed = await touchpointsOf(trx, workspaceId, [journeyId]);
	const ids = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const cells = await cellsOf(trx, workspaceId, ids, rules, chosen, filter.metric);
	const extents = await extentsOf(trx, workspaceId, ids, rules.window, chosen.narrowed);
	const found = answeredOf(extents, await definitionsIn(trx, workspaceId, extents));
	const counting = ofDepartments(placed, filter.departments);
	const summed = within(cells, counting);
	return {
		window: rules.window,
		touchpoints: families(
			byPlace(cells, (cell) => cell.touchpointId),
			rules.minN
		),
		scenes: sceneScores(summed, counting, rules.minN),
		journey: toScores(byPlace(summed, () => journeyId).get(journeyId) ?? [], rules.minN),
		answered: found.days,
		metrics: metricIds.filter((metric) => found.metrics.has(metric)),
		outside: found.outside,
		numbers: await numbersOf(trx, workspaceId, ids, rules, chosen),
		recounting: await isRecounting(trx, workspaceId)
	};
}

/** Scores per scene id, per journey id, in the default window. */
export async function scenesOfJourneys(
	{ trx, workspaceId, now }: Asked,
	journeyIds: readonly string[]
): Promise<Record<string, Record<string, readonly ScoreView[]>>> {
	const rules = await rulesOf(trx, workspaceId, {}, now);
	const placed = await touchpointsOf(trx, workspaceId, journeyIds);
	const touchpoints = placed.map(({ id }) => id);
	const cells = await cellsOf(trx, workspaceId, touchpoints, rules, everything);
	return Object.fromEntries(
		journeyIds.map((journeyId) => {
			const here = placed.filter((one) => one.journeyId === journeyId);
			return [journeyId, sceneScores(within(cells, here), here, rules.minN)];
		})
	);
}

/** Per journey id, from when to when it has answers at all, and how many lie outside the default window. */
export async function answersOfJourneys(
	{ trx, workspaceId, now }: Asked,
	journeyIds: readonly string[]
): Promise<Record<string, Answered | null>> {
	const { window } = await rulesOf(trx, workspaceId, {}, now);
	const placed = await touchpointsOf(trx, workspaceId, journeyIds);
	const touchpoints = placed.map(({ id }) => id);
	const extents = await extentsOf(trx, workspaceId, touchpoints, window, {});
	const definitions = await definitionsIn(trx, workspaceId, extents);
	const journeyOf = new Map(placed.map((one) => [one.id, one.journeyId]));
	return Object.fromEntries(
		journeyIds.map((id) => {
			const own = extents.filter((one) => journeyOf.get(one.touchpointId) === id);
			return [id, answeredOf(own, definitions).answered];
		})
	);
}

const definitionsIn = (trx: Trx, workspaceId: string, extents: readonly { readonly definitionId: string }[]) =>
	definitionsById(trx, workspaceId, [...new Set(extents.map((one) => one.definitionId))]);

const ofDepartments = (
	placed: readonly PlacedTouchpoint[],
	departments: readonly string[] | undefined
): readonly PlacedTouchpoint[] =>
	departments === undefined
		? placed
		: placed.filter((one) => one.departmentId !== null && departments.includes(one.departmentId));

/** Is the workspace's time zone a new one that not all of its answers have followed yet? */
async function isRecounting(trx: Trx, workspaceId: string): Promise<boolean> {
	const recount = await findDayRecount(trx, workspaceId);
	return recount !== undefined && recount.finished_at === null;
}

function within(cells: readonly Cell[], placed: readonly PlacedTouchpoint[]): Cell[] {
	const own = new Set(placed.map(({ id }) => id));
	return cells.filter(({ touchpointId }) => own.has(touchpointId));
}

/** Touchpoints of each scene added up; the scenes of one journey are judged as one family. */
function sceneScores(
	cells: readonly Cell[],
	placed: readonly PlacedTouchpoint[],
	minN: number
): Record<string, ScoreView[]> {
	const sceneOf = new Map(placed.map(({ id, sceneId }) => [id, sceneId]));
	return families(
		byPlace(cells, (cell) => sceneOf.get(cell.touchpointId)!),
		minN
	);
}
