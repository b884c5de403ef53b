import { can } from '#domain/access/index.ts';
import { withBelow } from '#lib/features/journey-board/results/department.ts';
import { readPeriod } from '#lib/features/journey-board/results/period.ts';
import type { PageServerLoad } from './$types';

/** Who may open the board, and the numbers that are on it before the first answer comes in. The map itself comes over the socket. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, url, depends }) => {
	depends(`journey:${params.id}`);
	const { period, days } = readPeriod(url.searchParams);
	const resultsAt = Date.now();
	const listing = app.workspaces.listDepartments(actor);
	const chosen = url.searchParams.get('department');
	// Most boards show all of them, and need not wait for the list.
	const owners = chosen === null ? null : withBelow(await listing, chosen);
	const [departments, results, setAside] = await Promise.all([
		listing,
		app.results.forJourney(actor, params.id, {
			...(period === 'custom' ? days : { period }),
			...(owners && { departments: [...owners] })
		}),
		can(actor, 'journey.edit') ? app.setAsides.count(actor, params.id) : 0
	]);
	return {
		/** The board brings its own bar. */
		bare: true,
		journeyId: params.id,
		results,
		resultsAt,
		setAside,
		departments: departments.map(({ id, name, parentId }) => ({ id, name, parentId }))
	};
};
