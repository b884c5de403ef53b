import type { PageServerLoad } from './$types';

/** What every number means. */
export const load: PageServerLoad = async ({ locals: { app, actor } }) => ({
	view: await app.results.dictionary(actor)
});
