import { keepEntry, readEntry } from '#server/areas/channels/http/entry-cookie.ts';
import { leadOn } from '#server/areas/channels/http/lead-on.ts';
import type { RequestHandler } from './$types';

/** From there: they agreed, or did not. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, cookies }) => {
	const query = Object.fromEntries(url.searchParams);
	const entry = await app.channels.agreed(params.kind, params.id, query, readEntry(cookies));
	keepEntry(cookies, null);
	return leadOn(entry);
};
