import {
	aggregate,
	inSeriesOrder,
	seriesStates,
	seriesUses,
	total,
	unansweredSuccessors,
	type Histogram,
	type MetricId,
	type SettingPlace
} from '#domain/metrics/index.ts';
import { dayIn, type Day } from '#domain/shared/days.ts';
import { definitionsById } from '../surveys/repo/definitions.ts';
import { leftOutOf, type Narrowing } from './narrowed.ts';
import type { TouchpointCounts } from './repo/scores.ts';
import { askedHistory } from './repo/series.ts';
import { windowCounts, type WindowCounts } from './repo/window-counts.ts';
import type { Trx } from '../../db/scope.ts';
import type { Counted } from './score-views.ts';
import { wantedAt, wantedHere } from './wanted.ts';
import { targetsUntil, type Rules } from './window.ts';

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
	rules: Pick<Rules, 'window' | 'before' | 'now'>,
	chosen: Narrowing,
	metric?: MetricId
): Promise<Cell[]> {
	const { window, before } = rules;
	const counts = await windowCounts(trx, workspaceId, ids, { window, before, ...chosen, ever: false });
	return cellsFrom(trx, workspaceId, counts, { ...rules, chosen }, metric);
}

/**
 * The same of counts that were read. A wording that has just taken the place of another stands among them though nobody
 * has answered it yet.
 */
export async function cellsFrom(
	trx: Trx,
	workspaceId: string,
	{ current, ...read }: WindowCounts,
	{ window, now, chosen }: Pick<Rules, 'window' | 'now'> & { readonly chosen: Narrowing },
	metric?: MetricId
): Promise<Cell[]> {
	const earlier = byCell(read.earlier);
	const widerCounts = read.wider.map((all) => new Map(all.map((one) => [cellKey(one), one.n])));
	const slicesAt = Map.groupBy(read.slices, cellKey);
	const answered = [...new Set(current.map((one) => one.touchpointId))].sort();
	const history = await askedHistory(trx, workspaceId, answered, now);
	const dayOf = (instant: Date): Day => dayIn(window.timeZone, instant);
	const uses = new Map(answered.map((id) => [id, seriesUses(history.by.get(id) ?? [], history.versions)]));
	const silent = answered.flatMap((touchpointId) => {
		const own = new Set(
			current.filter((one) => one.touchpointId === touchpointId).map(({ definitionId }) => definitionId)
		);
		const begunBy = (from: Date) => dayOf(from) <= window.to;
		return unansweredSuccessors(own, uses.get(touchpointId)!, begunBy).map((definitionId) => ({
			touchpointId,
			definitionId,
			histogram: []
		}));
	});
	// In one order, whatever the database's: what is even is shown the same each time.
	const counts: TouchpointCounts[] = [...current, ...silent].sort((a, b) => (cellKey(a) < cellKey(b) ? -1 : 1));
	const until = targetsUntil({ window, now });
	const definitionIds = [...new Set(counts.map((one) => one.definitionId))];
	const definitions = await definitionsById(trx, workspaceId, definitionIds, until);
	const wantedOf = await wantedAt(trx, workspaceId, answered, until);
	const cells = counts.flatMap((one) => {
		const definition = definitions.get(one.definitionId);
		if (!definition || (metric !== undefined && definition.metric !== metric)) return [];
		const leftOut = leftOutOf(
			total(one.histogram),
			widerCounts.map((all) => all.get(cellKey(one)) ?? 0)
		);
		const wanted = wantedOf(one.touchpointId, definition);
		const before = earlier.get(cellKey(one)) ?? [];
		const sliced = chosen.slice && {
			chosen: chosen.slice.chosen,
			slices: new Map((slicesAt.get(cellKey(one)) ?? []).map(({ slice, n }) => [slice, n])),
			all: widerCounts[0]?.get(cellKey(one)) ?? 0
		};
		const counted = {
			definition,
			histogram: one.histogram,
			before,
			leftOut,
			...(sliced && { sliced }),
			...(wanted && { wanted })
		};
		return [{ touchpointId: one.touchpointId, counted }];
	});
	return [
		...grouped(
			cells,
			(cell) => cell.touchpointId,
			(cell) => cell.counted
		)
	].flatMap(([touchpointId, some]) => {
		const series = some.map(({ definition: { id, metric } }) => ({ definitionId: id, metric }));
		const states = seriesStates(series, uses.get(touchpointId)!, dayOf);
		return some.map((counted) => {
			const state = states.get(counted.definition.id)!;
			const currentN = state.current ? total(counted.histogram) : 0;
			return { touchpointId, counted: { ...counted, ...state, currentN } };
		});
	});
}

const cellKey = (one: { touchpointId: string; definitionId: string }): string =>
	`${one.touchpointId}/${one.definitionId}`;

const byCell = (rows: readonly TouchpointCounts[]): Map<string, Histogram> =>
	new Map(rows.map((row) => [cellKey(row), row.histogram]));

/** By touchpoint id. */
export const byTouchpoint = <T extends { readonly touchpointId: string }>(some: readonly T[]): Map<string, T[]> =>
	grouped(
		some,
		(one) => one.touchpointId,
		(one) => one
	);

function grouped<T, U>(some: readonly T[], keyOf: (one: T) => string, pick: (one: T) => U): Map<string, U[]> {
	const groups = new Map<string, U[]>();
	for (const one of some) {
		const found = groups.get(keyOf(one));
		if (found) found.push(pick(one));
		else groups.set(keyOf(one), [pick(one)]);
	}
	return groups;
}

/**
 * Series of a place in the order in which they are shown, with what is wanted there.
 * @param place what kind of one; null: across journeys
 */
export const inOrder = (some: readonly Counted[], place: SettingPlace | null): Counted[] =>
	inSeriesOrder(
		some
			.map((one) => wantedHere(one, place))
			.map((counted) => ({
				...counted,
				definitionId: counted.definition.id,
				metric: counted.definition.metric,
				n: total(counted.histogram)
			}))
	);

/** Slices of several touchpoints, each added up. */
function together(parts: readonly Counted[]): Counted['sliced'] {
	const own = parts.flatMap(({ sliced }) => (sliced === undefined ? [] : [sliced]));
	const slices = new Map<string, number>();
	for (const one of own) for (const [id, n] of one.slices) slices.set(id, (slices.get(id) ?? 0) + n);
	return { chosen: own[0]!.chosen, slices, all: own.reduce((sum, { all }) => sum + all, 0) };
}

/** Histograms added up per definition; different definitions stay side by side. Current where it is current anywhere. */
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
	return [
		...grouped(
			some,
			(one) => one.definition.id,
			(one) => one
		)
	].map(([id, parts]) => {
		const isCurrent = parts.some((one) => one.current);
		const days = (pick: (one: Counted) => Day | null) =>
			parts
				.map(pick)
				.filter((day) => day !== null)
				.sort();
		return {
			definition: parts[0]!.definition,
			histogram: current.get(id) ?? [],
			before: before.get(id) ?? [],
			leftOut: parts.reduce((left, one) => left + one.leftOut, 0),
			current: isCurrent,
			currentN: parts.reduce((n, one) => n + one.currentN, 0),
			since: days((one) => one.since)[0] ?? null,
			...(parts[0]!.sliced && { sliced: together(parts) }),
			...(parts[0]!.wanted && { wanted: parts[0]!.wanted }),
			until: isCurrent ? null : (days((one) => one.until).at(-1) ?? null)
		};
	});
}
