import { periods, type PeriodName } from '#domain/survey/index.ts';
import { reachable } from '#lib/api/server/reachable.ts';
import type { PageServerLoad } from './$types';

/** Every way in which a touchpoint asks. */
export const load: PageServerLoad = async (event) => {
	const { app, actor } = event.locals;
	const asked = event.url.searchParams.get('period');
	const period: PeriodName = periods.find((one) => one === asked) ?? '30';
	const [view, surveys] = await Promise.all([
		app.collectors.ofTouchpoint(actor, event.params.id, { period }),
		app.surveys.list(actor, { limit: 200 })
	]);
	return {
		view: { ...view, collectors: view.collectors.map((collector) => reachable(event, collector)) },
		surveys: surveys.items.flatMap(({ id, title, published }) => (published === null ? [] : [{ id, title }])),
		period,
		/** Came from the board for it. */
		miniOf: event.url.searchParams.get('mini')
	};
};
