import { isMetricId } from '#domain/metrics/index.ts';
import { isId } from '#domain/shared/ids.ts';
import { locales } from '#domain/shared/locale.ts';
import { isUnknown, nameIn, oneOf, readAnswersFilter, without, type AnswersFilter } from '#lib/numbers/filter.ts';
import { addressOf, answersAsked, answersParts } from '#lib/numbers/filter-address.ts';
import { sortings, type Sorting } from './heatmap-view.ts';

/** By what the numbers are laid out. */
export const views = ['journeys', 'departments', 'places'] as const;
export type ViewName = (typeof views)[number];

/** What the page's address says: a link shows the same picture. */
export interface Address extends Omit<AnswersFilter, 'problem'> {
	readonly view: ViewName;
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
	readonly problem: AnswersFilter['problem'] | 'view';
}

/** What cannot be read is left at its default: a link that somebody shortened still opens the heatmap. */
export function readAddress(params: URLSearchParams): Address {
	const view = oneOf(views, params.get('view')) ?? 'journeys';
	// No counts tell a language and a place apart.
	const alone = view === 'places' && oneOf(locales, params.get('language')) !== null;
	const filter = readAnswersFilter(alone ? without(params, 'language') : params);
	return {
		...filter,
		view,
		sort: oneOf(sortings, params.get('sort')) ?? 'worst',
		as: params.get('as') === 'table' ? 'table' : 'map',
		...readLook(view, params),
		problem: filter.problem ?? (alone ? 'view' : isUnreadable(params) ? 'unknown' : null)
	};
}

/** How it is shown, or which scene, is said by a word that means nothing here. */
const isUnreadable = (params: URLSearchParams): boolean =>
	isUnknown(params, 'view', views) ||
	isUnknown(params, 'sort', sortings) ||
	isUnknown(params, 'as', ['map', 'table']) ||
	['scene', 'touchpoint'].some((name) => (params.get(name) ?? '') !== '' && idOf(params.get(name)) === null);

const idOf = (value: string | null): string | null => (value !== null && isId(value) ? value : null);

/** The cell that is looked at belongs to its view: of another nothing is. */
function readLook(view: ViewName, params: URLSearchParams): Pick<Address, 'scene' | 'row' | 'col' | 'touchpoint'> {
	const touchpoint = idOf(params.get('touchpoint'));
	if (view === 'journeys') return { scene: idOf(params.get('scene')), row: null, col: null, touchpoint };
	const [row, given] = [nameIn(params.get('row')), params.get('col')];
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
	const { view, sort, as, scene, row, col, touchpoint } = changed;
	return addressOf({
		view: view === 'journeys' ? null : view,
		...answersParts(changed),
		sort: sort === 'worst' ? null : sort,
		as: as === 'map' ? null : as,
		scene,
		row,
		col,
		touchpoint
	});
}

/** What services are asked for; the departments are the page's. */
export const heatmapAsked = (address: Address) => answersAsked(address);
