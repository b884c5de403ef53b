import { keepEntry } from '#server/areas/channels/http/entry-cookie.ts';
import { leadOn } from '#server/areas/channels/http/lead-on.ts';
import type { RequestHandler } from './$types';

/** From the menu of an account: to the survey, by way of the platform where it may tell who comes. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, request, cookies }) => {
	const agent = request.headers.get('user-agent') ?? '';
	const entry = await app.channels.enter(params.kind, params.id, url.searchParams.get('c') ?? '', agent);
	keepEntry(cookies, entry?.ticket ?? null);
	return leadOn(entry);
};
