import type { DepartmentsHeatmapView } from '#contract/heatmap-views.ts';
import { listDepartments } from '../people/repo/departments.ts';
import { byTouchpoint, cellsOf } from './cells.ts';
import { byPlace, familyOf } from './families.ts';
import { groundOf, type HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { ofDepartments } from './of-journeys.ts';

/** Stands for no department among their ids. */
const NOBODY = '';

/**
 * Departments that own touchpoints × the metrics these are asked by. What nobody owns stands in a row of its own: left out
 * it would be missed by nobody. All numbers are one family.
 */
export async function departmentsHeatmapOf(given: Asked, filter: HeatmapFilter): Promise<DepartmentsHeatmapView> {
	const { trx, workspaceId } = given;
	const { placed, touchpoints, rules, shared, more } = await groundOf(given, filter);
	const chosen = await narrowing(trx, workspaceId, touchpoints, filter);
	const cells = byTouchpoint(await cellsOf(trx, workspaceId, touchpoints, rules, chosen, filter.metric));
	const owned = ofDepartments(placed, filter.departments);
	const names = new Map((await listDepartments(trx, workspaceId)).map(({ id, name }) => [id, name]));
	const ownerOf = ({ departmentId }: { readonly departmentId: string | null }) =>
		departmentId !== null && names.has(departmentId) ? departmentId : NOBODY;
	const { scores } = familyOf(byPlace(owned, cells, ownerOf), rules.minN);
	const owners = Map.groupBy(owned, ownerOf);
	return {
		...shared,
		departments: [...names.keys(), NOBODY]
			.filter((id) => owners.has(id))
			.map((id) => ({
				id: id === NOBODY ? null : id,
				name: names.get(id) ?? null,
				touchpoints: owners.get(id)!.length,
				scores: scores[id] ?? []
			})),
		more
	};
}
