import type { ScoreView, Thresholds } from '#domain/metrics/index.ts';
import type { Trx } from '../../db/scope.ts';
import { touchpointsOf, type PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { byTouchpoint, cellsOf, type Cell } from './cells.ts';
import { answeredIn, extentsFrom, type Answered } from './extent.ts';
import type { Asked } from './journey-counts.ts';
import { byPlace, familyOf, type Family } from './families.ts';
import { everything } from './narrowed.ts';
import { extentsOf } from './repo/scores.ts';
import { rulesOf } from './window.ts';

/** Scores per scene id, per journey id, in the default window. */
export async function scenesOfJourneys(
	{ trx, workspaceId, now }: Asked,
	journeyIds: readonly string[]
): Promise<Record<string, Record<string, readonly ScoreView[]>>> {
	const rules = await rulesOf(trx, workspaceId, {}, now);
	const placed = (await touchpointsOf(trx, workspaceId, journeyIds)).sort(byId);
	const touchpoints = placed.map(({ id }) => id);
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, touchpoints, rules, everything));
	return Object.fromEntries(
		journeyIds.map((journeyId) => {
			const here = placed.filter((one) => one.journeyId === journeyId);
			return [journeyId, sceneScores(cells, here, rules).scores];
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
	const here = byTouchpoint(extents);
	return Object.fromEntries(
		journeyIds.map((journeyId) => {
			const own = placed.filter((one) => one.journeyId === journeyId).map(({ id }) => id);
			return [journeyId, answeredIn(extentsFrom(here, own, definitions))];
		})
	);
}

/** In one order, whatever the database's: what is even is shown the same each time. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

export const definitionsIn = (trx: Trx, workspaceId: string, extents: readonly { readonly definitionId: string }[]) =>
	definitionsById(trx, workspaceId, [...new Set(extents.map((one) => one.definitionId))]);

/** Touchpoints of each scene added up; the scenes of one journey are judged as one family. */
export const sceneScores = (
	cells: ReadonlyMap<string, readonly Cell[]>,
	placed: readonly PlacedTouchpoint[],
	thresholds: Thresholds,
	before?: Family
): Family =>
	familyOf(
		byPlace(placed, cells, ({ sceneId }) => sceneId),
		thresholds,
		'scene',
		before
	);

/** Those that one of these departments owns; undefined: all of them. */
export const ofDepartments = (
	placed: readonly PlacedTouchpoint[],
	departments: readonly string[] | undefined
): readonly PlacedTouchpoint[] =>
	departments === undefined
		? placed
		: placed.filter((one) => one.departmentId !== null && departments.includes(one.departmentId));
