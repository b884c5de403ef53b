import type { RequestHandler } from '@sveltejs/kit';
import { getLocale } from '#lib/paraglide/runtime.js';
import { openApi } from '#lib/api/server/openapi.ts';
import { publicOrigin } from '#lib/api/server/public-origin.ts';
import { apiRoutes } from '#lib/api/server/routes.ts';

/** The description of this API: the same for everybody, so nobody need be signed in to read it. */
export const GET: RequestHandler = async (event) =>
	Response.json(openApi(await apiRoutes(), getLocale(), { origin: publicOrigin(event), version: '1.0.0' }), {
		headers: { 'cache-control': 'no-cache', vary: 'accept-language, cookie' }
	});
