import type { HeatmapTouchpoint, HeatmapView } from '#contract/heatmap.ts';
import type { DepartmentsHeatmapView } from '#contract/heatmap-views.ts';
import type { Days } from '#domain/shared/days.ts';
import type { PeriodName } from '#domain/survey/index.ts';
import type { Db } from '../../db/scope.ts';
import { touchpointsOf, touchpointsOfScene } from '../journeys/repo/touchpoints.ts';
import { byTouchpoint, cellsOf } from './cells.ts';
import { byPlace, familyOf } from './families.ts';
import { heatmapOf, type Release } from './heatmap.ts';
import { departmentsHeatmapOf } from './heatmap-departments.ts';
import type { HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { narrowing } from './narrowed.ts';
import { byId, ofDepartments } from './of-journeys.ts';
import { releaseCells } from './release-cells.ts';
import { firstDayOf } from './repo/scores.ts';
import { rulesOf } from './window.ts';

/** Strangers see no value of fewer answers than these, whatever smaller minimum a workspace has for its own people. */
const LEAST_N = 5;

/** What a link shows: `filter` holds its limits already. */
export interface SharedAsked {
	readonly filter: HeatmapFilter;
	/** Days of the link's own; null: it has a period. */
	readonly own: Days | null;
	readonly begins: PeriodName;
	/** null: all. */
	readonly journeys: readonly string[] | null;
}

export interface SharedView {
	readonly view: HeatmapView;
	readonly touchpoints: readonly HeatmapTouchpoint[] | null;
}

export interface SharedResults {
	/** @param sceneId whose touchpoints are looked at; `touchpoints` is null when the link does not show it */
	heatmap(workspaceId: string, asked: SharedAsked, sceneId: string | null): Promise<SharedView>;
	/** By departments: sums of touchpoints that are shown themselves, and nothing behind them. */
	departments(workspaceId: string, asked: SharedAsked): Promise<DepartmentsHeatmapView>;
}

export interface SharedResultsDeps {
	readonly db: Db;
	readonly now: () => Date;
}

/** The heatmap for people who are not signed in: nothing that anybody wrote, no number of a few, and of no place outside. */
export function createSharedResults({ db, now }: SharedResultsDeps): SharedResults {
	const asked = <T>(workspaceId: string, work: (given: Asked) => Promise<T>): Promise<T> =>
		db.inWorkspace(workspaceId, (trx) => work({ trx, workspaceId, now: now() }));
	return {
		heatmap: (workspaceId, shared, sceneId) =>
			asked(workspaceId, async (given) => {
				const view = await sharedHeatmap(given, shared);
				return { view, touchpoints: sceneId === null ? null : await sharedScene(given, sceneId, shared, view) };
			}),

		departments: (workspaceId, shared) =>
			asked(workspaceId, async (given) => {
				const { filter, journeys } = shared;
				return departmentsHeatmapOf(given, filter, {
					minN: LEAST_N,
					inside: ({ journeyId }) => journeys === null || journeys.includes(journeyId),
					cells: (cells, owned, ownerOf, rules) => {
						const ids = new Set(owned.map(({ id }) => id));
						const own = cells.filter(({ touchpointId }) => ids.has(touchpointId));
						return releaseCells(given, { ...shared, sumOf: ownerOf }, own, owned, rules);
					}
				});
			})
	};
}

async function sharedHeatmap(given: Asked, shared: SharedAsked): Promise<HeatmapView> {
	const { filter, journeys } = shared;
	let scenes: ReadonlyMap<string, number> = new Map();
	const release: Release = {
		minN: LEAST_N,
		async cells(cells, owned, rules) {
			const inside = owned.filter(({ journeyId }) => journeys === null || journeys.includes(journeyId));
			const counts = new Map<string, number>();
			for (const { sceneId } of inside) counts.set(sceneId, (counts.get(sceneId) ?? 0) + 1);
			scenes = counts;
			const ids = new Set(inside.map(({ id }) => id));
			const own = cells.filter(({ touchpointId }) => ids.has(touchpointId));
			return releaseCells(given, { ...shared, sumOf: ({ sceneId }) => sceneId }, own, inside, rules);
		}
	};
	const view = await heatmapOf(given, filter, release);
	const isInside = (scene: { readonly id: string }) => filter.departments === undefined || scenes.has(scene.id);
	const rows = view.journeys
		.filter(
			({ id, scenes: some }) =>
				(journeys === null || journeys.includes(id)) && (filter.departments === undefined || some.some(isInside))
		)
		.map((journey) => {
			const own = journey.scenes
				.filter(isInside)
				.map((scene) => ({ ...scene, touchpoints: scenes.get(scene.id) ?? 0 }));
			return { ...journey, touchpoints: own.reduce((n, { touchpoints }) => n + touchpoints, 0), scenes: own };
		});
	return { ...view, journeys: rows };
}

async function sharedScene(
	given: Asked,
	sceneId: string,
	shared: SharedAsked,
	view: HeatmapView
): Promise<readonly HeatmapTouchpoint[] | null> {
	const { trx, workspaceId, now } = given;
	const { filter } = shared;
	const journey = view.journeys.find(({ scenes }) => scenes.some(({ id }) => id === sceneId));
	if (journey === undefined) return null;
	const placed = ofDepartments((await touchpointsOf(trx, workspaceId, [journey.id])).sort(byId), filter.departments);
	const ids = placed.map(({ id }) => id);
	const own = await rulesOf(trx, workspaceId, filter, now, () => firstDayOf(trx, workspaceId, ids));
	// The days are those of the whole heatmap, also where “all” begins.
	const rules = { ...own, window: view.window, before: view.before, minN: view.minN };
	const chosen = await narrowing(trx, workspaceId, ids, filter);
	const counted = await cellsOf(trx, workspaceId, ids, rules, chosen, filter.metric);
	const cells = byTouchpoint(await releaseCells(given, { ...shared, sumOf: null }, counted, placed, rules));
	const { scores } = familyOf(
		byPlace(placed, cells, ({ id }) => id),
		rules,
		'touchpoint'
	);
	const ofScene = ofDepartments(await touchpointsOfScene(trx, workspaceId, sceneId), filter.departments);
	return ofScene.map(({ id, title }) => ({ id, title, journeyId: journey.id, scores: scores[id] ?? [] }));
}
