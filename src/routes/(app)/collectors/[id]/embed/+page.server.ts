import { error } from '@sveltejs/kit';
import { can } from '#domain/access/index.ts';
import { reachable } from '#lib/api/server/reachable.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import type { PageServerLoad } from './$types';

/** How a survey appears on other websites. */
export const load: PageServerLoad = async (event) => {
	const { app, actor } = event.locals;
	const [collector, place] = await Promise.all([
		app.collectors.get(actor, event.params.id),
		app.collectors.place(actor, event.params.id)
	]);
	if (collector.embed === null) error(404, 'not_found', { code: 'not_found' });
	const { id, code, name, status, surveyTitle, parameters, embed } = reachable(event, collector);
	const known = can(actor!, 'channel.manage')
		? {
				secrets: await app.knownCustomers.secrets(actor),
				notAsked: (await app.knownCustomers.doNotContact(actor)).total
			}
		: null;
	return {
		known,
		collector: { id, code, name, status, surveyTitle, parameters, embed },
		place,
		origin: shareOrigin(event)
	};
};
