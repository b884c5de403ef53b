import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Links of a collector for one person each. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params }) => {
	const collector = await app.collectors.get(actor, params.id);
	const { id, code, channel, name, parameters, status, surveyTitle, touchpointId, url } = collector;
	if (url === null) error(404, 'not_found', { code: 'not_found' });
	return {
		collector: { id, code, channel, name, parameters, status, surveyTitle, touchpointId },
		batches: await app.personalLinks.list(actor, id)
	};
};
