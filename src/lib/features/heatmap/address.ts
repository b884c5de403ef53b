import { isMetricId } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { locales } from '#domain/shared/locale.ts';
import { comparisons } from '#domain/survey/index.ts';
import { addressOf, askedBy, filterParts, oneOf, readFilter, type Filter } from '#lib/numbers/filter.ts';
import { sortings, type Sorting } from './heatmap-view.ts';

/** By what the numbers are laid out. */
export const views = ['journeys', 'departments', 'places'] as const;
export type ViewName = (typeof views)[number];

/** What the page's address says: a link shows the same picture. */
export interface Address extends Omit<Filter, 'problem'> {
	readonly view: ViewName;
	/** What codes are named after. */
	readonly place: string | null;
	readonly compare: (typeof comparisons)[number];
	readonly sort: Sorting;
	readonly as: 'map' | 'table';
	/** The scene that is looked at closely. */
	readonly scene: string | null;
	/** In other views the row and the column of the cell that is: a department and a metric, a place and a touchpoint. */
	readonly row: string | null;
	readonly col: string | null;
	/** Of what lies behind the cell, the touchpoint that is looked at; null: the one with most answers. */
	readonly touchpoint: string | null;
	/** Something in the address could not be used as it stands. */
	readonly problem: Filter['problem'] | 'place' | 'view';
}

const PLACE_LENGTH = 100;

/** What cannot be read is left at its default: a link that somebody shortened still opens the heatmap. */
export function readAddress(params: URLSearchParams): Address {
	const view = oneOf(views, params.get('view')) ?? 'journeys';
	const place = text(params.get('place'));
	// No counts tell a language and a place apart.
	const alone = oneOf(locales, params.get('language')) !== null && (view === 'places' || place !== null);
	const filter = readFilter(alone ? without(params, 'language') : params);
	return {
		...filter,
		view,
		place,
		compare: oneOf(comparisons, params.get('compare')) ?? 'before',
		sort: oneOf(sortings, params.get('sort')) ?? 'worst',
		as: params.get('as') === 'table' ? 'table' : 'map',
		...readLook(view, params),
		problem: filter.problem ?? (alone ? (view === 'places' ? 'view' : 'place') : null)
	};
}

function without(params: URLSearchParams, name: string): URLSearchParams {
	const rest = new URLSearchParams(params);
	rest.delete(name);
	return rest;
}

const text = (value: string | null): string | null => {
	const trimmed = value?.trim() ?? '';
	return trimmed === '' || trimmed.length > PLACE_LENGTH ? null : trimmed;
};
const idOf = (value: string | null): string | null => (value !== null && isId(value) ? value : null);

/** The cell that is looked at belongs to its view: of another nothing is. */
function readLook(view: ViewName, params: URLSearchParams): Pick<Address, 'scene' | 'row' | 'col' | 'touchpoint'> {
	const touchpoint = idOf(params.get('touchpoint'));
	if (view === 'journeys') return { scene: idOf(params.get('scene')), row: null, col: null, touchpoint };
	const [row, given] = [text(params.get('row')), params.get('col')];
	const col = view === 'departments' ? (isMetricId(given) ? given : null) : idOf(given);
	return row === null || col === null
		? { ...notLooking, touchpoint: null }
		: { scene: null, row, col, touchpoint: view === 'places' ? null : touchpoint };
}

/** Nothing is looked at closely. */
export const notLooking = { scene: null, row: null, col: null, touchpoint: null } as const;

/** The address with some of it changed; what is at its default is left out. Begins with `?`. */
export function writeAddress(address: Address, change: Partial<Address> = {}): string {
	const changed = { ...address, ...change };
	const { view, place, compare, sort, as, scene, row, col, touchpoint } = changed;
	return addressOf({
		view: view === 'journeys' ? null : view,
		...filterParts({ ...changed, problem: null }),
		place,
		compare: compare === 'before' ? null : compare,
		sort: sort === 'worst' ? null : sort,
		as: as === 'map' ? null : as,
		scene,
		row,
		col,
		touchpoint
	});
}

/** What services are asked for; the departments are the page's. */
export const heatmapAsked = (address: Address) => ({
	...askedBy({ ...address, problem: null }),
	...(address.place && { place: address.place }),
	compare: address.compare
});
