import { writeAddress, readAddress } from '#lib/features/heatmap/address.ts';
import { withBelow } from '#lib/numbers/department.ts';
import type { PageServerLoad } from './$types';

/** The heatmap that the address asks for, and the scene that is looked at closely. */
export const load: PageServerLoad = async ({ locals: { app, actor }, url, depends }) => {
	depends('app:numbers');
	const address = readAddress(url.searchParams);
	const { period, days, metric, channel, language, compare, scene } = address;
	const departments = await app.workspaces.listDepartments(actor);
	const owners = withBelow(departments, address.department);
	const filter = {
		...(period === 'custom' ? days : { period }),
		...(channel && { channel }),
		...(language && { language })
	};
	const asked = { ...filter, compare, ...(metric && { metric }) };
	const [view, looked] = await Promise.all([
		app.results.heatmap(actor, { ...asked, ...(owners && { departments: [...owners] }) }),
		scene === null ? null : app.results.sceneResults(actor, scene, filter)
	]);
	return {
		address: owners === null ? { ...address, department: null } : address,
		closed: writeAddress(address, { scene: null }),
		view,
		looked,
		asked,
		owners: owners && [...owners],
		/** Fills the screen, without a bar. */
		bare: url.searchParams.get('wall') === '1',
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
