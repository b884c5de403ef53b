import { keepEntry } from '#server/areas/channels/http/entry-cookie.ts';
import { leadOn } from '#server/areas/channels/http/lead-on.ts';
import type { RequestHandler } from './$types';

/** To WeChat's page that asks whether somebody may be asked again. */
export const GET: RequestHandler = async ({ locals: { app }, params, url, cookies }) => {
	const entry = await app.channels.again(params.kind, params.id, url.searchParams.get('c') ?? '');
	keepEntry(cookies, entry?.ticket ?? null);
	return leadOn(entry);
};
