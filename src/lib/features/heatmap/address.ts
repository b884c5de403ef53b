import { isId } from '#domain/shared/ids.ts';
import { comparisons } from '#domain/survey/index.ts';
import { addressOf, filterParts, oneOf, readFilter, type Filter } from '#lib/numbers/filter.ts';
import { sortings, type Sorting } from './heatmap-view.ts';

/** What the page's address says: a link shows the same picture. */
export interface Address extends Filter {
	readonly compare: (typeof comparisons)[number];
	readonly sort: Sorting;
	readonly as: 'map' | 'table';
	/** The scene whose numbers are looked at closely. */
	readonly scene: string | null;
}

/** What cannot be read is left at its default: a link that somebody shortened still opens the heatmap. */
export function readAddress(params: URLSearchParams): Address {
	const scene = params.get('scene');
	return {
		...readFilter(params),
		compare: oneOf(comparisons, params.get('compare')) ?? 'before',
		sort: oneOf(sortings, params.get('sort')) ?? 'worst',
		as: params.get('as') === 'table' ? 'table' : 'map',
		scene: scene !== null && isId(scene) ? scene : null
	};
}

/** The address with some of it changed; what is at its default is left out. Begins with `?`. */
export function writeAddress(address: Address, change: Partial<Address> = {}): string {
	const changed = { ...address, ...change };
	const { compare, sort, as, scene } = changed;
	return addressOf({
		...filterParts(changed),
		compare: compare === 'before' ? null : compare,
		sort: sort === 'worst' ? null : sort,
		as: as === 'map' ? null : as,
		scene
	});
}
