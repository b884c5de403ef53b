import { periods, type PeriodName } from '#domain/survey/index.ts';
import type { PageServerLoad } from './$types';

/** Which touchpoints of a journey ask. */
export const load: PageServerLoad = async ({ locals: { app, actor }, params, url }) => {
	const asked = url.searchParams.get('period');
	const period: PeriodName = periods.find((one) => one === asked) ?? '30';
	return { view: await app.collectors.ofJourney(actor, params.id, { period }), period };
};
