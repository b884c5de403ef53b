import { readAddress } from '#lib/features/responses/address.ts';
import { PAGE } from '#lib/features/responses/page-size.ts';
import type { PageServerLoad } from './$types';

/** The answers that the address chooses: as of now, the first of them, and what there is to choose by. */
export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
	const { filters, open } = readAddress(url.searchParams);
	const asOf = new Date().toISOString();
	const facets = await app.responseDesk.facets(actor);
	const first = await app.responses.list(actor, { ...filters, asOf, limit: PAGE });
	return { desk: { filters, asOf, first, facets }, open };
};
