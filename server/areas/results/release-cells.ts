import { addDays, dayIn, type Day, type Days } from '#domain/shared/days.ts';
import { comparisons, periods, type PeriodName } from '#domain/survey/index.ts';
import type { Trx } from '../../db/scope.ts';
import type { PlacedTouchpoint } from '../journeys/repo/touchpoints.ts';
import { collectorsOfPlace } from '../surveys/repo/collectors.ts';
import type { Cell } from './cells.ts';
import type { HeatmapFilter } from './heatmap-ground.ts';
import { EVER, isReleased, openEdges, type Bands, type Between } from './released.ts';
import { countsByBand, type BandCounts } from './repo/scores.ts';
import { daysBefore, type Rules } from './window.ts';

/** A window as it is asked for: everything, or from one day to another. */
type Asked = Pick<Days, 'to'> & { readonly from: Day | null };

/** Every window that visitors of a link can choose, and what each is held against; what it begins with first, then the latest. */
function offered({ own, begins }: Pick<Released, 'own' | 'begins'>, today: Day): Asked[] {
	const named = (period: PeriodName): Asked => ({
		from: period === 'all' ? null : addDays(today, 1 - Number(period)),
		to: today
	});
	const first = own ?? named(begins);
	return [first, ...periods.map(named)].flatMap((window) => {
		const { from, to } = window;
		if (from === null) return [window];
		return [window, ...comparisons.map((compare) => daysBefore({ from, to }, compare))];
	});
}

/** Which answers a link is of, and days of its own where it has them. */
export interface Released {
	readonly filter: HeatmapFilter;
	readonly own: Days | null;
	/** Its period, where it has none. */
	readonly begins: PeriodName;
	/** What is added up: a scene, a department. null: each touchpoint stands alone. */
	readonly sumOf: ((placed: PlacedTouchpoint) => string) | null;
}

/** Left out of a number that is not to be seen: so little that any sum of it is still too few to be shown. */
const HIDDEN = 1e-9;

/**
 * What may be shown to strangers of the cells of some touchpoints (`released.ts`): of a touchpoint that has too few in this
 * window, or whose neighbours by time, channel or language have, nothing but how many answered; and in its scene it is not
 * counted beside others, since their sum less theirs would tell.
 */
export async function releaseCells(
	{ trx, workspaceId }: { readonly trx: Trx; readonly workspaceId: string },
	{ filter, sumOf, ...windows }: Released,
	cells: readonly Cell[],
	placed: readonly PlacedTouchpoint[],
	{ window, before, minN, now }: Rules
): Promise<Cell[]> {
	const today = dayIn(window.timeZone, now);
	const bounds = offered(windows, today).flatMap(({ from, to }) => [addDays(to, 1), from]);
	const edges = [...new Set(bounds.filter((day) => day !== null))].sort();
	const order = [...new Set(bounds.map((day) => (day === null ? EVER : edges.indexOf(day))))];
	const between = ({ from, to }: Days): Between => ({
		from: filter.period === 'all' && from === window.from ? EVER : edges.indexOf(from),
		to: edges.indexOf(addDays(to, 1))
	});
	const ids = [...new Set(cells.map(({ touchpointId }) => touchpointId))];
	// A link of a place shows nothing beside it: what is parted by time there is all that could be told from one another.
	const codes =
		filter.place === undefined
			? null
			: (await collectorsOfPlace(trx, workspaceId, ids, filter.place)).map(({ id }) => id);
	const units = new Units(edges.length + 1, await countsByBand(trx, workspaceId, ids, edges, codes ?? 'channel'));
	if (filter.language !== undefined) units.beside(await countsByBand(trx, workspaceId, ids, edges, 'language'));
	const isOpen = (cell: Cell, days: Days) => {
		const all = openEdges(units.whole(cell), minN, order);
		const dimension = filter.channel !== undefined ? units.channels(cell) : units.languages(cell);
		const isSliced = filter.channel !== undefined || filter.language !== undefined;
		const open = isSliced
			? openEdges(
					dimension,
					minN,
					order.filter((edge) => all.has(edge))
				)
			: all;
		return isReleased(open, between(days));
	};
	const asked = cells.map((cell) => {
		const shown = isOpen(cell, window);
		const { counted } = cell;
		const earlier = shown && isOpen(cell, before) ? counted.before : [];
		const n = counted.histogram.reduce((a, b) => a + b, 0);
		const leftOut = shown ? counted.leftOut : HIDDEN;
		// Slices that lie beside one another are looked after above.
		return {
			isShown: shown && n >= minN,
			cell: { ...cell, counted: { ...counted, before: earlier, leftOut, sliced: undefined } }
		};
	});
	if (sumOf === null) return asked.map(({ cell }) => cell);
	const sums = new Map(placed.map((one) => [one.id, sumOf(one)]));
	const key = ({ touchpointId, counted }: Cell) => `${sums.get(touchpointId)}/${counted.definition.id}`;
	const whole = new Set(asked.filter(({ isShown }) => isShown).map(({ cell }) => key(cell)));
	return asked.filter(({ isShown, cell }) => isShown || !whole.has(key(cell))).map(({ cell }) => cell);
}

/** Answers of each touchpoint and wording, by band and slice. */
class Units {
	readonly #bands: number;
	readonly #channels: ReadonlyMap<string, BandCounts[]>;
	#languages: ReadonlyMap<string, BandCounts[]> = new Map();

	constructor(bands: number, byChannel: readonly BandCounts[]) {
		this.#bands = bands;
		this.#channels = grouped(byChannel);
	}

	beside(byLanguage: readonly BandCounts[]): void {
		this.#languages = grouped(byLanguage);
	}

	whole(cell: Cell): Bands {
		return this.channels(cell).map((slices) => [slices.reduce((a, b) => a + b, 0)]);
	}

	channels(cell: Cell): Bands {
		return this.#sliced(this.#channels.get(keyOf(cell)) ?? []);
	}

	/** With those of which no language is known. */
	languages(cell: Cell): Bands {
		const known = this.#sliced(this.#languages.get(keyOf(cell)) ?? []);
		return this.whole(cell).map(([all = 0], band) => {
			const slices = known[band]!;
			return [...slices, all - slices.reduce((a, b) => a + b, 0)];
		});
	}

	#sliced(rows: readonly BandCounts[]): number[][] {
		const slices = [...new Set(rows.map(({ slice }) => slice))];
		const bands = Array.from({ length: this.#bands }, () => slices.map(() => 0));
		for (const { band, slice, n } of rows) bands[band]![slices.indexOf(slice)]! += n;
		return bands;
	}
}

const keyOf = ({ touchpointId, counted }: Cell): string => `${touchpointId}/${counted.definition.id}`;

function grouped(rows: readonly BandCounts[]): Map<string, BandCounts[]> {
	const found = new Map<string, BandCounts[]>();
	for (const row of rows) {
		const key = `${row.touchpointId}/${row.definitionId}`;
		const some = found.get(key);
		if (some) some.push(row);
		else found.set(key, [row]);
	}
	return found;
}
