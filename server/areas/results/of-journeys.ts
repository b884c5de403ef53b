import type { ScoreView } from '#domain/metrics/index.ts';
import type { Trx } from '../../db/scope.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { byPlace, cellsOf, families, type Cell } from './cells.ts';
import { answeredOf, type Answered } from './extent.ts';
import type { Asked } from './journey-counts.ts';
import { everything } from './narrowed.ts';
import { extentsOf } from './repo/scores.ts';
import { rulesOf } from './window.ts';

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

export const definitionsIn = (trx: Trx, workspaceId: string, extents: readonly { readonly definitionId: string }[]) =>
	definitionsById(trx, workspaceId, [...new Set(extents.map((one) => one.definitionId))]);

/** Cells of these touchpoints alone. */
export function within(cells: readonly Cell[], placed: readonly PlacedTouchpoint[]): Cell[] {
	const own = new Set(placed.map(({ id }) => id));
	return cells.filter(({ touchpointId }) => own.has(touchpointId));
}

/** Touchpoints of each scene added up; the scenes of one journey are judged as one family. */
export function sceneScores(
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
