import { notFound } from '#server/platform/errors.ts';
import type { PageServerLoad } from './$types';

/** The phone of the demo: what can be scanned, and what its chat shows. Elsewhere there is no such page. */
export const load: PageServerLoad = async ({ locals: { app, actor } }) => {
	const { demoPhones } = app;
	if (demoPhones === null) throw notFound();
	return { codes: await demoPhones.codes(actor), phone: demoPhones.state(actor) };
};
