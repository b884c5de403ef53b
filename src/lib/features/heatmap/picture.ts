import type { HeatmapView } from '#contract/heatmap.ts';
import type { DepartmentsHeatmapView, PlacesHeatmapView } from '#contract/heatmap-views.ts';
import { formatCount } from '#lib/charts/format.ts';
import { metricIds, type ScoreView } from '#domain/metrics/index.ts';
import { titleOr } from '#lib/journey-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Address } from './address.ts';
import { cellOf, inOrder, type Row, type Sorting } from './heatmap-view.ts';

/** Numbers of one view as the service gives them. */
export type Given =
	| { readonly kind: 'journeys'; readonly view: HeatmapView }
	| { readonly kind: 'departments'; readonly view: DepartmentsHeatmapView }
	| { readonly kind: 'places'; readonly view: PlacesHeatmapView };

/** One view as it is drawn. */
export interface Picture {
	readonly rows: readonly Row[];
	/** A cell need not say its column: its value says it. */
	readonly bare: boolean;
	/** What stands above the cells, in every row the same; null where each row has its own. A row has cells with numbers only. */
	readonly columns: readonly { readonly id: string; readonly title: string; readonly note: string }[] | null;
}

/** No department has this id. */
export const NOBODY = 'none';

/** Rows and cells with their names, put in order. */
export function pictureOf(given: Given, address: Pick<Address, 'metric' | 'sort'>, locale: string): Picture {
	switch (given.kind) {
		case 'journeys':
			return { rows: journeyRows(given.view, address.sort, locale), columns: null, bare: false };
		case 'departments':
			return departments(given.view, address, locale);
		case 'places':
			return places(given.view, address.sort, locale);
	}
}

export function journeyRows({ journeys, rankN }: HeatmapView, sorting: Sorting, locale: string): Row[] {
	const rows = journeys.map(({ id, title, touchpoints, scenes }): Row => {
		const row = title || m.board_untitled_journey();
		return {
			id,
			title: row,
			note: m.board_scene_count({ n: touchpoints }),
			journeyId: id,
			cells: scenes.map((scene, column) =>
				cellOf(scene.scores, {
					id: scene.id,
					title: titleOr(scene.title),
					row,
					column,
					look: { scene: scene.id, row: null, col: null }
				})
			)
		};
	});
	return inOrder(rows, rankN, sorting, locale);
}

function departments(view: DepartmentsHeatmapView, address: Pick<Address, 'metric' | 'sort'>, locale: string): Picture {
	const columns = metricIds
		.filter((metric) => (address.metric === null ? view.metrics.includes(metric) : metric === address.metric))
		.map((metric) => ({ id: metric, title: m.kind_metric({ kind: metric }), note: '' }));
	const rows = view.departments.map(({ id, name, touchpoints, scores }): Row => {
		const [key, title] = [id ?? NOBODY, name ?? m.heatmap_nobody()];
		return {
			id: key,
			title,
			note: m.board_scene_count({ n: touchpoints }),
			journeyId: null,
			cells: columns.flatMap((column, at) => {
				const own = scores.filter(({ metric }) => metric === column.id);
				const look = { scene: null, row: key, col: column.id };
				const named = { id: `${column.id} ${key}`, title: column.title, row: title, column: at, look };
				return own.length === 0 ? [] : [cellOf(own, named)];
			})
		};
	});
	return { rows: inOrder(rows, view.rankN, address.sort, locale), columns, bare: true };
}

function places(view: PlacesHeatmapView, sorting: Sorting, locale: string): Picture {
	const columns = view.touchpoints.map(({ id, title, journey }) => ({
		id,
		title: titleOr(title),
		note: journey.title || m.board_untitled_journey()
	}));
	const rows = view.places.map(({ name, n, touchpoints }): Row => {
		const own = new Map<string, readonly ScoreView[]>(touchpoints.map(({ id, scores }) => [id, scores]));
		return {
			id: name,
			title: name,
			note: m.heatmap_answers({ n: formatCount(n, locale) }),
			journeyId: null,
			cells: columns.flatMap(({ id, title }, column) => {
				const scores = own.get(id);
				const look = { scene: null, row: name, col: id };
				return scores === undefined ? [] : [cellOf(scores, { id: `${id} ${name}`, title, row: name, column, look })];
			})
		};
	});
	return { rows: inOrder(rows, view.rankN, sorting, locale), columns, bare: false };
}
