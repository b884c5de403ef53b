import type { MetricDefinition, NumberView } from '#domain/metrics/index.ts';
import type { JourneyResults as JourneyResultsInput } from '#domain/survey/index.ts';
import type * as v from 'valibot';
import type { Trx } from '../../db/scope.ts';
import { findDayRecount } from '../answers/repo/day-recount.ts';
import { touchpointsOf, writtenMap, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { byTouchpoint, cellsFrom, type Cell } from './cells.ts';
import { narrowing, type Narrowing } from './narrowed.ts';
import { numbersOf } from './numbers.ts';
import { byId, definitionsIn } from './of-journeys.ts';
import { firstDayOf, type Extent } from './repo/scores.ts';
import { windowCounts } from './repo/window-counts.ts';
import { rulesOf, type Rules } from './window.ts';

/** In which workspace, as of when, within one transaction. */
export interface Asked {
	readonly trx: Trx;
	readonly workspaceId: string;
	readonly now: Date;
}

/** Which answers, and whose touchpoints the sums are of. */
export type Filter = v.InferOutput<typeof JourneyResultsInput>;

/** Where the touchpoints of a map are. */
export interface Places {
	/** Which writing of the map's tables this is of. */
	readonly map: string;
	/** By id. */
	readonly placed: readonly PlacedTouchpoint[];
	readonly ids: ReadonlySet<string>;
}

/** What was counted on a map in one window: everything that its numbers are made of, touchpoint by touchpoint. */
export interface JourneyCounts extends Places {
	readonly rules: Rules;
	readonly chosen: Narrowing;
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
 * Reads what was counted on a map. The days and the workspace's settings are read each time, and whether every touchpoint
 * is where it was; when the days or the settings are others than before, nothing that was kept holds.
 * What was kept and holds stays the very same object.
 */
export async function countsOfJourney(
	{ trx, workspaceId, now }: Asked,
	journeyId: string,
	filter: Filter,
	kept?: Kept
): Promise<JourneyCounts> {
	const places = await placesOn(trx, workspaceId, journeyId, kept?.counts);
	const ids = [...places.ids];
	const rules = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const before = kept && sameRules(kept.counts, { rules, chosen }) ? kept.counts : null;
	// A touchpoint without answers is known as well: it was on the map when all of them were read.
	// One that was moved is wanted to be what its new scene is.
	const sceneBefore = new Map(
		before?.placed === places.placed ? [] : before?.placed.map((one) => [one.id, one.sceneId])
	);
	const moved = new Set(
		places.placed
			.filter(({ id, sceneId }) => sceneBefore.has(id) && sceneBefore.get(id) !== sceneId)
			.map(({ id }) => id)
	);
	const asked = ids.filter((id) => before?.ids.has(id) !== true || kept!.changed.has(id) || moved.has(id));
	const counts = await windowCounts(trx, workspaceId, asked, { ...rules, ...chosen, ever: true });
	const cells =
		asked.length === 0 ? [] : await cellsFrom(trx, workspaceId, counts, { ...rules, chosen }, filter.metric);
	const { extents } = counts;
	const unknown = extents.filter(({ definitionId }) => !before?.definitions.has(definitionId));
	const numbers = await numbersOf(trx, workspaceId, asked, rules, chosen);
	return {
		rules,
		chosen,
		...places,
		cells: merged(before?.cells, asked, byTouchpoint(cells), places.ids),
		numbers: merged(before?.numbers, asked, new Map(Object.entries(numbers)), places.ids),
		extents: merged(before?.extents, asked, byTouchpoint(extents), places.ids),
		definitions: new Map([...(before?.definitions ?? []), ...(await definitionsIn(trx, workspaceId, unknown))]),
		recounting: await isRecounting(trx, workspaceId)
	};
}

/** Where each touchpoint is: read anew only when the map's tables were written since. */
async function placesOn(trx: Trx, workspaceId: string, journeyId: string, kept: Places | undefined): Promise<Places> {
	// Before the places: written meanwhile, they are read once more the next time.
	const map = await writtenMap(trx, workspaceId, journeyId);
	if (kept?.map === map) return { map, placed: kept.placed, ids: kept.ids };
	const placed = (await touchpointsOf(trx, workspaceId, [journeyId])).sort(byId);
	return { map, placed, ids: new Set(placed.map(({ id }) => id)) };
}

const sameRules = (a: Pick<JourneyCounts, 'rules' | 'chosen'>, b: Pick<JourneyCounts, 'rules' | 'chosen'>): boolean =>
	a.rules.minN === b.rules.minN &&
	a.rules.rankN === b.rules.rankN &&
	JSON.stringify([a.rules.window, a.chosen]) === JSON.stringify([b.rules.window, b.chosen]);

/** What was kept, with what was read in its place; of touchpoints that are still there. */
function merged<T>(
	kept: ReadonlyMap<string, T> | undefined,
	asked: readonly string[],
	read: ReadonlyMap<string, T>,
	ids: ReadonlySet<string>
): ReadonlyMap<string, T> {
	const found = new Map(kept);
	for (const id of found.keys()) if (!ids.has(id)) found.delete(id);
	for (const id of asked) {
		const value = read.get(id);
		if (value === undefined) found.delete(id);
		else found.set(id, value);
	}
	return found;
}

/** Is the workspace's time zone a new one that not all of its answers have followed yet? */
async function isRecounting(trx: Trx, workspaceId: string): Promise<boolean> {
	const recount = await findDayRecount(trx, workspaceId);
	return recount !== undefined && recount.finished_at === null;
}
