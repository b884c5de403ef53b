import { aggregate, total, type Histogram, type MetricId, type ScoreView } from '#domain/metrics/index.ts';
import { addDays, dayCount, type Day } from '#domain/shared/days.ts';
import { definitionsById } from '../db/repos/definitions.ts';
import { countsOf, type Days, type TouchpointCounts } from '../db/repos/scores.ts';
import type { Trx } from '../db/scope.ts';
import { toScores, type Counted } from './result-scores.ts';

export interface Filter {
	readonly from?: Day | undefined;
	readonly to?: Day | undefined;
	readonly metric?: MetricId | undefined;
	readonly channel?: string | undefined;
}

/** Counts of one touchpoint and definition, with those of the window before and those that the filter left out. */
export interface Cell {
	readonly touchpointId: string;
	readonly counted: Counted;
}

/** What was counted in a window, with the window before and – under a filter – what it left out. */
export async function cellsOf(
	trx: Trx,
	workspaceId: string,
	ids: readonly string[],
	window: Days,
	filter: Filter
): Promise<Cell[]> {
	const length = dayCount(window.from, window.to);
	const before = { from: addDays(window.from, -length), to: addDays(window.from, -1) };
	const current = await countsOf(trx, workspaceId, ids, window, filter.channel);
	const earlier = byCell(await countsOf(trx, workspaceId, ids, before, filter.channel));
	const unfiltered =
		filter.channel === undefined ? null : byCell(await countsOf(trx, workspaceId, ids, window, undefined));
	const definitions = await definitionsById(trx, workspaceId, [...new Set(current.map((one) => one.definitionId))]);
	return current.flatMap((one) => {
		const definition = definitions.get(one.definitionId);
		if (!definition || (filter.metric !== undefined && definition.metric !== filter.metric)) return [];
		const leftOut = unfiltered === null ? 0 : total(unfiltered.get(cellKey(one)) ?? []) - total(one.histogram);
		const counted = { definition, histogram: one.histogram, before: earlier.get(cellKey(one)) ?? [], leftOut };
		return [{ touchpointId: one.touchpointId, counted }];
	});
}

const cellKey = (one: { touchpointId: string; definitionId: string }): string =>
	`${one.touchpointId}/${one.definitionId}`;

const byCell = (rows: readonly TouchpointCounts[]): Map<string, Histogram> =>
	new Map(rows.map((row) => [cellKey(row), row.histogram]));

export function grouped(cells: readonly Cell[], keyOf: (cell: Cell) => string): Map<string, Counted[]> {
	const groups = new Map<string, Counted[]>();
	for (const cell of cells) {
		const key = keyOf(cell);
		groups.set(key, [...(groups.get(key) ?? []), cell.counted]);
	}
	return groups;
}

/** Scores of all groups, judged as one family. */
export function families(groups: ReadonlyMap<string, readonly Counted[]>, minN: number): Record<string, ScoreView[]> {
	const scores = toScores([...groups.values()].flat(), minN);
	let at = 0;
	return Object.fromEntries([...groups].map(([key, some]) => [key, scores.slice(at, (at += some.length))]));
}

/** Histograms added up per definition; different definitions stay side by side. */
export function added(some: readonly Counted[]): Counted[] {
	const sum = (pick: (one: Counted) => Histogram) =>
		new Map(
			aggregate(some.map((one) => ({ definitionId: one.definition.id, histogram: pick(one) }))).map((slice) => [
				slice.definitionId,
				slice.histogram
			])
		);
	const current = sum((one) => one.histogram);
	const before = sum((one) => one.before);
	const definitions = new Map(some.map((one) => [one.definition.id, one.definition]));
	return [...definitions].map(([id, definition]) => ({
		definition,
		histogram: current.get(id) ?? [],
		before: before.get(id) ?? [],
		leftOut: some.filter((one) => one.definition.id === id).reduce((left, one) => left + one.leftOut, 0)
	}));
}
