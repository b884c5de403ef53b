import type { PlacesHeatmapView } from '#contract/heatmap-views.ts';
import { issue } from '#domain/shared/result.ts';
import { invalid } from '../../platform/errors.ts';
import { namesOfCollectors } from '../surveys/repo/collectors.ts';
import type { Trx } from '../../db/scope.ts';
import { cellsOf, type Cell } from './cells.ts';
import { familyOf } from './families.ts';
import { groundOf, type HeatmapFilter } from './heatmap-ground.ts';
import type { Asked } from './journey-counts.ts';
import { everything } from './narrowed.ts';
import { ofDepartments } from './of-journeys.ts';
import { placeCells, type NamedCode, type PlaceCell } from './place-cells.ts';
import { countsByCode, countsOf, type CodeCounts, type TouchpointCounts } from './repo/scores.ts';

/** Nobody looks through more; those with most answers are kept. */
const MOST = { touchpoints: 20, places: 100 } as const;

/**
 * Places that codes are named after × the touchpoints that were answered there. All numbers that are shown are one family.
 * @throws AppError 400 for a language: no counts tell both apart (docs/counts.md)
 */
export async function placesHeatmapOf(given: Asked, filter: HeatmapFilter): Promise<PlacesHeatmapView> {
	if (filter.language !== undefined) throw invalid([issue('not_together', ['language'], { with: 'place' })]);
	const { trx, workspaceId } = given;
	const { journeys, placed, rules, shared, more } = await groundOf(given, filter);
	const owned = ofDepartments(placed, filter.departments);
	const ids = owned.map(({ id }) => id);
	const window = await countsByCode(trx, workspaceId, ids, rules.window);
	const codes = await codesOf(trx, workspaceId, window, filter);
	const byChannel = new Map<string, TouchpointCounts[]>();
	for (const channel of new Set([...codes.values()].map((code) => code.channel)))
		byChannel.set(channel, await countsOf(trx, workspaceId, ids, rules.window, { channel }));
	const counted = placeCells({
		all: await cellsOf(trx, workspaceId, ids, rules, everything, filter.metric),
		byChannel,
		window,
		before: await countsByCode(trx, workspaceId, ids, rules.before),
		codes,
		minN: rules.minN
	});
	const columns = mostAnswered(counted, ({ touchpointId }) => touchpointId);
	const rows = mostAnswered(counted, ({ place }) => place);
	const shownColumns = columns.slice(0, MOST.touchpoints);
	const shownRows = rows.slice(0, MOST.places);
	const cells = Map.groupBy(counted, cellKey);
	const lists = new Map<string, readonly (readonly Cell[])[]>();
	for (const { id: place } of shownRows)
		for (const { id: touchpointId } of shownColumns) {
			const own = cells.get(cellKey({ touchpointId, place }));
			if (own !== undefined) lists.set(cellKey({ touchpointId, place }), [own]);
		}
	const { scores } = familyOf(lists, rules, 'touchpoint');
	const titles = new Map(journeys.map(({ id, title }) => [id, title]));
	return {
		...shared,
		touchpoints: shownColumns.map(({ id, n }) => {
			const { title, journeyId } = owned.find((one) => one.id === id)!;
			return { id, title, journey: { id: journeyId, title: titles.get(journeyId) ?? '' }, n };
		}),
		places: shownRows.map(({ id: name, n }) => ({
			name,
			n,
			touchpoints: shownColumns.flatMap(({ id }) => {
				const own = scores[cellKey({ touchpointId: id, place: name })];
				return own === undefined ? [] : [{ id, scores: own }];
			})
		})),
		leftOut: { touchpoints: columns.length - shownColumns.length, places: rows.length - shownRows.length },
		more
	};
}

/** The codes behind some counts that are named and that the filter chooses, by id. */
async function codesOf(
	trx: Trx,
	workspaceId: string,
	counts: readonly CodeCounts[],
	{ channel, place }: HeatmapFilter
): Promise<ReadonlyMap<string, NamedCode>> {
	const ids = [...new Set(counts.map(({ collectorId }) => collectorId))];
	const found = ids.length === 0 ? [] : await namesOfCollectors(trx, workspaceId, ids);
	return new Map(
		found.flatMap(({ id, name, channel: own }) => {
			if (name === null || name === '') return [];
			if ((channel !== undefined && own !== channel) || (place !== undefined && place !== name && place !== id))
				return [];
			return [[id, { id, name, channel: own }] as const];
		})
	);
}

/** An id has the same length always: no two keys are alike, whatever a place is called. */
const cellKey = ({ touchpointId, place }: Pick<PlaceCell, 'touchpointId' | 'place'>): string =>
	`${touchpointId}/${place}`;

function mostAnswered(
	cells: readonly PlaceCell[],
	keyOf: (cell: PlaceCell) => string
): { readonly id: string; readonly n: number }[] {
	return [...Map.groupBy(cells, keyOf)]
		.map(([id, own]) => ({ id, n: own.reduce((sum, { n }) => sum + n, 0) }))
		.sort((a, b) => b.n - a.n || (a.id < b.id ? -1 : 1));
}
