import { merge, shownParts, total, type Histogram } from '#domain/metrics/index.ts';
import type { Cell } from './cells.ts';
import type { CodeCounts, TouchpointCounts } from './repo/scores.ts';

/** A code that is named after a place. */
export interface NamedCode {
	readonly id: string;
	readonly name: string;
	readonly channel: string;
}

/** What was counted through codes, and all that there is beside it. */
export interface CountedCodes {
	/** Every answer of the touchpoints, with where each series stands among its wordings. */
	readonly all: readonly Cell[];
	/** Every answer by channel: what a place of one channel is held against as well. */
	readonly byChannel: ReadonlyMap<string, readonly TouchpointCounts[]>;
	readonly window: readonly CodeCounts[];
	readonly before: readonly CodeCounts[];
	/** By id; a code that is not among them belongs to no place that anybody knows. */
	readonly codes: ReadonlyMap<string, NamedCode>;
	readonly minN: number;
}

export interface PlaceCell extends Cell {
	readonly place: string;
	readonly n: number;
}

interface Found {
	readonly place: string;
	readonly histogram: Histogram;
	readonly before: Histogram;
	/** The channel of all its codes; null: they have several. */
	readonly channel: string | null;
}

/**
 * Cells of places, series by series. Several places stand side by side here: what all that are shown leave of everything,
 * and of their channel, is nothing or enough (`shownParts`).
 */
export function placeCells({ all, byChannel, window, before, codes, minN }: CountedCodes): PlaceCell[] {
	const now = Map.groupBy(window, seriesKey);
	const earlier = Map.groupBy(before, seriesKey);
	const channels = new Map(
		[...byChannel].map(([channel, rows]) => [channel, new Map(rows.map((row) => [seriesKey(row), row.histogram]))])
	);
	return all.flatMap(({ touchpointId, counted }) => {
		const key = seriesKey({ touchpointId, definitionId: counted.definition.id });
		const found = foundAt(now.get(key) ?? [], earlier.get(key) ?? [], codes);
		const wholes = new Map([[EVERYTHING, total(counted.histogram)]]);
		for (const [channel, counts] of channels) wholes.set(channel, total(counts.get(key) ?? []));
		const shown = shownParts(
			found.map(({ place, histogram, channel }) => ({
				id: place,
				n: total(histogram),
				scopes: channel === null ? [EVERYTHING] : [EVERYTHING, channel]
			})),
			wholes,
			minN
		);
		return found.map(({ place, histogram, before }) => {
			const n = total(histogram);
			// One answer that is left out hides a value: there are too few beside it.
			const leftOut = shown.has(place) ? 0 : 1;
			const own = { histogram, before, leftOut, currentN: counted.current ? n : 0 };
			return { touchpointId, place, n, counted: { ...counted, ...own } };
		});
	});
}

/** No channel is called so. */
const EVERYTHING = '';

const seriesKey = ({ touchpointId, definitionId }: { touchpointId: string; definitionId: string }): string =>
	`${touchpointId}/${definitionId}`;

function foundAt(
	now: readonly CodeCounts[],
	earlier: readonly CodeCounts[],
	codes: CountedCodes['codes']
): readonly Found[] {
	const placeOf = (row: CodeCounts) => codes.get(row.collectorId)?.name;
	const before = Map.groupBy(earlier, placeOf);
	return [...Map.groupBy(now, placeOf)].flatMap(([place, rows]) => {
		if (place === undefined) return [];
		const channels = new Set(rows.map((row) => codes.get(row.collectorId)!.channel));
		return {
			place,
			histogram: merge(...rows.map(({ histogram }) => histogram)),
			before: merge(...(before.get(place) ?? []).map(({ histogram }) => histogram)),
			channel: channels.size === 1 ? [...channels][0]! : null
		};
	});
}
