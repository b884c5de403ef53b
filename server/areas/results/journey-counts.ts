import { metricIds, type MetricDefinition, type NumberView, type ResultsContent } from '#domain/metrics/index.ts';
import type { JourneyResults as JourneyResultsInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import type { Trx } from '../../db/scope.ts';
import { findDayRecount } from '../answers/repo/day-recount.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { byPlace, cellsOf, families, type Cell } from './cells.ts';
import { answeredOf } from './extent.ts';
import { narrowing, type Narrowing } from './narrowed.ts';
import { numbersOf } from './numbers.ts';
import { definitionsIn, sceneScores, within } from './of-journeys.ts';
import { extentsOf, firstDayOf, type Extent } from './repo/scores.ts';
import { toScores } from './score-views.ts';
import { rulesOf, type Rules } from './window.ts';

/** In which workspace, as of when, within one transaction. */
export interface Asked {
	readonly trx: Trx;
	readonly workspaceId: string;
	readonly now: Date;
}

/** Which answers, and whose touchpoints the sums are of. */
export type Filter = v.InferOutput<typeof JourneyResultsInput>;

/** What was counted on a map in one window: everything that its numbers are made of, touchpoint by touchpoint. */
export interface JourneyCounts {
	readonly rules: Rules;
	readonly chosen: Narrowing;
	readonly placed: readonly PlacedTouchpoint[];
	readonly cells: ReadonlyMap<string, readonly Cell[]>;
	readonly numbers: ReadonlyMap<string, NumberView[]>;
	readonly extents: ReadonlyMap<string, readonly Extent[]>;
	readonly definitions: ReadonlyMap<string, Pick<MetricDefinition, 'metric'>>;
	readonly recounting: boolean;
}

/** Counts that were read before, and the touchpoints that may have changed since: only these are read. */
export interface Kept {
	readonly counts: JourneyCounts;
	readonly changed: ReadonlySet<string>;
}

/**
 * Reads what was counted on a map. Where every touchpoint is, the days and the workspace's settings are read each time;
 * when the days or the settings are others than before, nothing that was kept holds.
 */
export async function countsOfJourney(
	{ trx, workspaceId, now }: Asked,
	journeyId: string,
	filter: Filter,
	kept?: Kept
): Promise<JourneyCounts> {
	const placed = (await touchpointsOf(trx, workspaceId, [journeyId])).sort((a, b) => (a.id < b.id ? -1 : 1));
	const ids = placed.map(({ id }) => id);
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const before = kept && sameRules(kept.counts, { rules, chosen }) ? kept.counts : null;
	// A touchpoint without answers is known as well: it was on the map when all of them were read.
	const known = new Set(before?.placed.map(({ id }) => id));
	const asked = ids.filter((id) => !known.has(id) || kept!.changed.has(id));
	const cells = asked.length === 0 ? [] : await cellsOf(trx, workspaceId, asked, rules, chosen, filter.metric);
	const extents = await extentsOf(trx, workspaceId, asked, rules.window, chosen.narrowed);
	const unknown = extents.filter(({ definitionId }) => !before?.definitions.has(definitionId));
	const numbers = await numbersOf(trx, workspaceId, asked, rules, chosen);
	const fresh = new Set(asked);
	return {
		rules,
		chosen,
		placed,
		cells: merged(before?.cells, fresh, ids, byTouchpoint(cells)),
		numbers: merged(before?.numbers, fresh, ids, new Map(Object.entries(numbers))),
		extents: merged(before?.extents, fresh, ids, byTouchpoint(extents)),
		definitions: new Map([...(before?.definitions ?? []), ...(await definitionsIn(trx, workspaceId, unknown))]),
		recounting: await isRecounting(trx, workspaceId)
	};
}

/** Everything a map shows: touchpoints, scenes and the journey as a whole. Reads nothing. */
export function resultsFrom(
	{ rules, placed, cells, numbers, extents, definitions, recounting }: JourneyCounts,
	journeyId: string,
	departments: readonly string[] | undefined
): ResultsContent {
	const all = placed.flatMap(({ id }) => cells.get(id) ?? []);
	const found = answeredOf(
		placed.flatMap(({ id }) => extents.get(id) ?? []),
		definitions
	);
	const counting = ofDepartments(placed, departments);
	const summed = within(all, counting);
	return {
		window: rules.window,
		touchpoints: families(
			byPlace(all, (cell) => cell.touchpointId),
			rules.minN
		),
		scenes: sceneScores(summed, counting, rules.minN),
		journey: toScores(byPlace(summed, () => journeyId).get(journeyId) ?? [], rules.minN),
		answered: found.days,
		metrics: metricIds.filter((metric) => found.metrics.has(metric)),
		outside: found.outside,
		numbers: Object.fromEntries(placed.flatMap(({ id }) => (numbers.has(id) ? [[id, numbers.get(id)!]] : []))),
		recounting
	};
}

const sameRules = (a: Pick<JourneyCounts, 'rules' | 'chosen'>, b: Pick<JourneyCounts, 'rules' | 'chosen'>): boolean =>
	a.rules.minN === b.rules.minN &&
	JSON.stringify([a.rules.window, a.chosen]) === JSON.stringify([b.rules.window, b.chosen]);

/** What is fresh of those that were asked for, what was kept of the others that are still there. */
function merged<T>(
	kept: ReadonlyMap<string, T> | undefined,
	fresh: ReadonlySet<string>,
	ids: readonly string[],
	read: ReadonlyMap<string, T>
): Map<string, T> {
	const found = new Map<string, T>();
	for (const id of ids) {
		const value = fresh.has(id) ? read.get(id) : kept?.get(id);
		if (value !== undefined) found.set(id, value);
	}
	return found;
}

function byTouchpoint<T extends { readonly touchpointId: string }>(some: readonly T[]): Map<string, T[]> {
	const found = new Map<string, T[]>();
	for (const one of some) {
		const list = found.get(one.touchpointId);
		if (list) list.push(one);
		else found.set(one.touchpointId, [one]);
	}
	return found;
}

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
