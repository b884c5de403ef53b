import { docsView } from '#lib/api/server/docs.ts';
import { openApi } from '#lib/api/server/openapi.ts';
import { publicOrigin } from '#lib/api/server/public-origin.ts';
import { apiRoutes } from '#lib/api/server/routes.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	docs: docsView(openApi(await apiRoutes(), getLocale(), { origin: publicOrigin(event), version: '1.0.0' }))
});
