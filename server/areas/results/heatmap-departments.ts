import type { HeatmapTouchpoint } from '#contract/heatmap.ts';
import type { DepartmentsHeatmapView } from '#contract/heatmap-views.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { listDepartments } from '../people/repo/departments.ts';
import { byTouchpoint, cellsOf, type Cell } from './cells.ts';
import { byPlace, familyOf } from './families.ts';
import { groundOf, type HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { ofDepartments } from './of-journeys.ts';
import type { Rules } from './window.ts';

/** Stands for no department among their ids. */
const NOBODY = '';

/** Where not everything that was counted may be looked at (`Release`): by what the cells are added up is told. */
export interface DepartmentsRelease {
	readonly minN: number;
	inside(placed: PlacedTouchpoint): boolean;
	cells(
		cells: readonly Cell[],
		owned: readonly PlacedTouchpoint[],
		ownerOf: (placed: PlacedTouchpoint) => string,
		rules: Rules
	): Promise<readonly Cell[]>;
}

/**
 * Departments that own touchpoints × the metrics these are asked by. What nobody owns stands in a row of its own: left out
 * it would be missed by nobody. All numbers are one family.
 */
export async function departmentsHeatmapOf(
	given: Asked,
	filter: HeatmapFilter,
	release?: DepartmentsRelease
): Promise<DepartmentsHeatmapView> {
	const { trx, workspaceId } = given;
	const { placed, touchpoints, shared, more, ...ground } = await groundOf(given, filter);
	const rules = { ...ground.rules, minN: Math.max(ground.rules.minN, release?.minN ?? 0) };
	const chosen = await narrowing(trx, workspaceId, touchpoints, filter);
	const counted = await cellsOf(trx, workspaceId, touchpoints, rules, chosen, filter.metric);
	const owned = ofDepartments(placed, filter.departments).filter((one) => release?.inside(one) ?? true);
	const names = new Map((await listDepartments(trx, workspaceId)).map(({ id, name }) => [id, name]));
	const ownerOf = owners(names);
	const cells = byTouchpoint(release === undefined ? counted : await release.cells(counted, owned, ownerOf, rules));
	const { scores } = familyOf(byPlace(owned, cells, ownerOf), rules, null);
	const rows = Map.groupBy(owned, ownerOf);
	return {
		...shared,
		minN: rules.minN,
		departments: [...names.keys(), NOBODY]
			.filter((id) => rows.has(id))
			.map((id) => ({
				id: id === NOBODY ? null : id,
				name: names.get(id) ?? null,
				touchpoints: rows.get(id)!.length,
				scores: scores[id] ?? []
			})),
		more
	};
}

/** A department that is not there any more owns nothing. */
const owners =
	(names: ReadonlyMap<string, string>) =>
	({ departmentId }: Pick<PlacedTouchpoint, 'departmentId'>): string =>
		departmentId !== null && names.has(departmentId) ? departmentId : NOBODY;

/**
 * The touchpoints that lie behind a department's cell, those with most answers first, judged as one family.
 * @param id null: those that no department owns
 */
export async function departmentParts(
	given: Asked,
	id: string | null,
	filter: HeatmapFilter
): Promise<HeatmapTouchpoint[]> {
	const { trx, workspaceId } = given;
	const { placed, rules } = await groundOf(given, filter);
	const names = new Map((await listDepartments(trx, workspaceId)).map((one) => [one.id, one.name]));
	const ownerOf = owners(names);
	const owned = ofDepartments(placed, filter.departments).filter((one) => ownerOf(one) === (id ?? NOBODY));
	const ids = owned.map((one) => one.id);
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, ids, rules, chosen, filter.metric));
	const { scores } = familyOf(
		byPlace(owned, cells, (one) => one.id),
		rules,
		'touchpoint'
	);
	return owned
		.flatMap(({ id, title, journeyId }) =>
			scores[id] === undefined ? [] : [{ id, title, journeyId, scores: scores[id] }]
		)
		.sort((a, b) => (b.scores[0]?.n ?? 0) - (a.scores[0]?.n ?? 0));
}
