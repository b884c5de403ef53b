import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Links of a collector for one person each. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => {
	const { id, channel, name, status, surveyTitle, touchpointId, url } = await app.collectors.get(actor, params.id);
	if (url === null) error(404, 'not_found', { code: 'not_found' });
	return {
		collector: { id, channel, name, status, surveyTitle, touchpointId },
		batches: await app.personalLinks.list(actor, id)
	};
};
