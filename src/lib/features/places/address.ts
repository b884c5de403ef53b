import { isId } from '#domain/shared/ids.ts';
import { readFilter, type Filter } from '#lib/numbers/filter.ts';
import { addressOf, filterParts } from '#lib/numbers/filter-address.ts';

/** What the page's address says: a link shows the same picture. */
export interface Address extends Filter {
	/** The wording that places are compared by; null: the one with most answers. */
	readonly definition: string | null;
}

export function readAddress(params: URLSearchParams): Address {
	const definition = params.get('definition');
	const filter = readFilter(params);
	const isWord = definition !== null && definition !== '';
	return {
		...filter,
		definition: isWord && isId(definition) ? definition : null,
		problem: filter.problem ?? (isWord && !isId(definition) ? 'unknown' : null)
	};
}

/** The address with some of it changed; what is at its default is left out. Begins with `?`. */
export function writeAddress(address: Address, change: Partial<Address> = {}): string {
	const changed = { ...address, ...change };
	return addressOf({ ...filterParts(changed), definition: changed.definition });
}
