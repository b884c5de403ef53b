import { can } from '#domain/access/index.ts';
import type { PageServerLoad } from './$types';

/** Who may open the board, and the numbers that are on it before the first answer comes in. The map itself comes over the socket. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, depends }) => {
	depends(`journey:${params.id}`);
	const resultsAt = Date.now();
	const [results, departments, setAside] = await Promise.all([
		app.results.forJourney(actor, params.id, {}),
		app.workspaces.listDepartments(actor),
		can(actor, 'journey.edit') ? app.setAsides.count(actor, params.id) : 0
	]);
	return {
		/** The board brings its own bar. */
		bare: true,
		journeyId: params.id,
		results,
		resultsAt,
		setAside,
		departments: departments.map(({ id, name }) => ({ id, name }))
	};
};
