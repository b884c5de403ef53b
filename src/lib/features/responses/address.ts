import * as v from 'valibot';
import { ChosenResponses, type ResponseFilters } from '#domain/survey/index.ts';

/** What the page's address says: the same as the API's filters, so that a link, a saved view and an export are one. */
export interface Address {
	readonly filters: ResponseFilters;
	/** The answer that is read. */
	readonly open: string | null;
}

type Name = keyof ResponseFilters;
export const filterNames = Object.keys(ChosenResponses.entries) as Name[];

/** Reads an address; what is no filter, or none that can be, is passed over. */
export function readAddress(params: URLSearchParams): Address {
	const given = filterNames.flatMap((name) => {
		const read = v.safeParse(ChosenResponses.entries[name], params.get(name) ?? undefined);
		return read.success && read.output !== undefined ? [[name, read.output]] : [];
	});
	const open = params.get('open');
	return {
		filters: Object.fromEntries(given) as ResponseFilters,
		open: open !== null && UUID.test(open) ? open : null
	};
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Filters as an address says them, without `?`; in the order in which they are offered. */
export function writeFilters(filters: ResponseFilters): string {
	const params = new URLSearchParams();
	for (const name of filterNames) {
		const value = filters[name];
		if (value !== undefined) params.set(name, value);
	}
	return params.toString();
}

/** The whole address, beginning with `?`. */
export function writeAddress({ filters, open }: Address): string {
	const params = new URLSearchParams(writeFilters(filters));
	if (open !== null) params.set('open', open);
	return `?${params}`;
}

/** Some filters changed; `null` takes one away. A version is one of its survey. */
export function withFilters(
	filters: ResponseFilters,
	change: Readonly<Partial<Record<Name, string | null>>>
): ResponseFilters {
	const params = new URLSearchParams(writeFilters(filters));
	if (change.surveyId !== undefined && change.surveyId !== filters.surveyId) params.delete('version');
	for (const [name, value] of Object.entries(change)) {
		if (value === null || value === '') params.delete(name);
		else params.set(name, value);
	}
	return readAddress(params).filters;
}
