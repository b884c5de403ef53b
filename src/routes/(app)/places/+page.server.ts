import { readAddress } from '#lib/features/places/address.ts';
import { withBelow, withKnown } from '#lib/numbers/department.ts';
import { askedBy } from '#lib/numbers/filter-address.ts';
import type { PageServerLoad } from './$types';

/** The places that the address asks for. */
export const load: PageServerLoad = async ({ locals: { app, actor }, url }) => {
	const address = readAddress(url.searchParams);
	const departments = await app.workspaces.listDepartments(actor);
	const owners = withBelow(departments, address.department);
	return {
		address: withKnown(address, owners),
		view: await app.results.places(actor, {
			...askedBy(address),
			...(address.definition && { definition: address.definition }),
			...(owners && { departments: [...owners] })
		}),
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
