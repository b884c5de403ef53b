import { error } from '@sveltejs/kit';
import { isId } from '#domain/shared/ids.ts';
import { driversAsked, readAddress } from '#lib/features/drivers/address.ts';
import { withBelow, withKnown } from '#lib/numbers/department.ts';
import type { PageServerLoad } from './$types';

/** What goes with the outcome that the address asks for. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
	const read = readAddress(url.searchParams);
	const [{ items: journeys }, departments] = await Promise.all([
		app.journeys.list(actor, isId(params.id) ? { ids: [params.id] } : { limit: 1 }),
		app.workspaces.listDepartments(actor)
	]);
	const journey = journeys.find(({ id }) => id === params.id);
	if (!journey) error(404, 'not_found', { code: 'not_found' });
	const owners = withBelow(departments, read.department);
	const address = withKnown(read, owners);
	const [view, places] = await Promise.all([
		app.results.drivers(actor, params.id, {
			...driversAsked(address),
			...(owners && { departments: [...owners] })
		}),
		app.results.placeNames(actor)
	]);
	return {
		journey: { id: journey.id, title: journey.title },
		address,
		view,
		places,
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
