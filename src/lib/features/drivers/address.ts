import { isId } from '#domain/shared/ids.ts';
import { isUnknown, oneOf, readFilter, type Filter } from '#lib/numbers/filter.ts';
import { addressOf, askedBy, filterParts } from '#lib/numbers/filter-address.ts';

/** By what importance is measured: beside the others, or each by itself. */
export const measures = ['beside', 'own'] as const;
export type Measure = (typeof measures)[number];

/** What the page's address says: a link shows the same picture. */
export interface Address extends Omit<Filter, 'problem'> {
	/** `<touchpoint>.<definition>` of the outcome; null: the NPS with most answers. */
	readonly outcome: string | null;
	/** What codes are named after. */
	readonly place: string | null;
	/** null: the one that says more. */
	readonly by: Measure | null;
	/** Something in the address could not be used as it stands. */
	readonly problem: Filter['problem'] | 'place';
}

const PLACE_LENGTH = 100;

/** What cannot be read is left at its default: a link that somebody shortened still opens the page. */
export function readAddress(params: URLSearchParams): Address {
	const filter = readFilter(params);
	const given = params.get('place')?.trim() ?? '';
	const place = given === '' || given.length > PLACE_LENGTH ? null : given;
	const alone = place !== null && filter.language !== null;
	const outcome = params.get('outcome');
	return {
		...filter,
		metric: null,
		language: alone ? null : filter.language,
		outcome: outcome !== null && seriesOf(outcome) !== null ? outcome : null,
		place,
		by: oneOf(measures, params.get('by')),
		problem: filter.problem ?? (alone ? 'place' : isUnknown(params, 'by', measures) ? 'unknown' : null)
	};
}

/** The address with some of it changed; what is at its default is left out. Begins with `?`. */
export function writeAddress(address: Address, change: Partial<Address> = {}): string {
	const changed = { ...address, ...change };
	const { outcome, place, by } = changed;
	return addressOf({ ...filterParts({ ...changed, problem: null }), outcome, place, by });
}

export const outcomeKey = (one: { readonly touchpointId: string; readonly definition: string }): string =>
	`${one.touchpointId}.${one.definition}`;

function seriesOf(outcome: string): { touchpointId: string; definition: string } | null {
	const [touchpointId, definition, ...rest] = outcome.split('.');
	return rest.length === 0 && isId(touchpointId) && isId(definition) ? { touchpointId, definition } : null;
}

/** What the service is asked for; the departments are the page's. */
export const driversAsked = (address: Address) => ({
	...askedBy({ ...address, problem: null }),
	...(address.place !== null && { place: address.place }),
	...(address.outcome !== null && seriesOf(address.outcome))
});
