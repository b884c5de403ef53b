import { keepEntry, readEntry } from '#server/areas/channels/http/entry-cookie.ts';
import { leadOn } from '#server/areas/channels/http/lead-on.ts';
import type { RequestHandler } from './$types';

/** From the platform, once: a second time whoever comes is nobody known. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, cookies }) => {
	const query = Object.fromEntries(url.searchParams);
	const entry = await app.channels.back(params.kind, params.id, query, readEntry(cookies));
	keepEntry(cookies, null);
	return leadOn(entry);
};
