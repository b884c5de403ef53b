import type { PageServerLoad } from './$types';

/** Who may open the board, and the numbers that are on it before the first answer comes in. The map itself comes over the socket. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, depends }) => {
	depends(`journey:${params.id}`);
	const [results, departments] = await Promise.all([
		app.results.forJourney(actor, params.id, {}),
		app.workspaces.listDepartments(actor)
	]);
	return {
		/** The board brings its own bar. */
		bare: true,
		journeyId: params.id,
		results,
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
