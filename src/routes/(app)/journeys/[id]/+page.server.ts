import { can } from '#domain/access/index.ts';
import { withBelow } from '#lib/numbers/department.ts';
import { drawOpening } from '#lib/features/journey-board/opening/draw-opening.server.ts';
import { narrowingAsked, readAnswersFilter } from '#lib/numbers/filter.ts';
import { resolve } from '$app/paths';
import { reachable } from '#lib/api/server/reachable.ts';
import { asScreens, SCREEN_COOKIE } from '#lib/screen.ts';
import type { PageServerLoad } from './$types';

/** Who may open the board, and the numbers that are on it before the first answer comes in. The map itself comes over the socket. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url, depends, parent, cookies, isDataRequest } = event;
	const { app, actor } = locals;
	depends(`journey:${params.id}`);
	const filter = readAnswersFilter(url.searchParams);
	const { period, days, department: chosen } = filter;
	const resultsAt = Date.now();
	const listing = app.workspaces.listDepartments(actor);
	// Most boards show all of them, and need not wait for the list.
	const owners = chosen === null ? null : withBelow(await listing, chosen);
	const [part, departments, collectors, results, setAside] = await Promise.all([
		isDataRequest ? null : app.journeys.opening(actor, params.id),
		listing,
		app.collectors.list(actor, { journeyId: params.id }),
		app.results.forJourney(actor, params.id, {
			...(period === 'custom' ? days : { period }),
			...narrowingAsked(filter),
			...(owners && { departments: [...owners] })
		}),
		can(actor, 'journey.edit') ? app.setAsides.count(actor, params.id) : 0
	]);
	const { me, workspace } = await parent();
	const shown = {
		journeyId: params.id,
		departments: departments.map(({ id, name, parentId }) => ({ id, name, parentId })),
		collectors: collectors.map((one) => reachable(event, one)),
		results,
		resultsAt
	};
	if (part !== null) {
		const screens = asScreens(cookies.get(SCREEN_COOKIE));
		const opening = { ...shown, part, me, screens, timeZone: workspace.timeZone, home: resolve('/(app)') };
		try {
			locals.opening = drawOpening({ ...opening, params: url.searchParams });
		} catch (error) {
			// The page does without: it shows its shape until the map is there.
			app.log.error({ err: error, journey: params.id }, 'what is seen of a map first could not be drawn');
		}
	}
	return {
		...shown,
		/** The board brings its own bar. */
		bare: true,
		setAside
	};
};
