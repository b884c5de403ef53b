import { isId } from '#domain/shared/ids.ts';
import { shareOrigin } from '#lib/api/server/share-origin.ts';
import type { PageServerLoad } from './$types';

/** Codes of one touchpoint for print: where something is asked, and what hangs there already. */
export const load: PageServerLoad = async (event) => {
	const { app, actor } = event.locals;
	const wanted = event.url.searchParams.get('touchpoint');
	const survey = event.url.searchParams.get('survey');
	const asked = await app.collectors.asked(actor);
	const here = isId(wanted) ? asked.filter(({ touchpointId }) => touchpointId === wanted) : [];
	const chosen = here.find(({ surveyId }) => surveyId === survey) ?? here[0] ?? null;
	const collectors =
		chosen === null
			? []
			: await app.collectors.list(actor, { touchpointId: chosen.touchpointId, surveyId: chosen.surveyId });
	return {
		asked,
		chosen,
		isGone: wanted !== null && chosen === null,
		// As they were made: the order of the list.
		codes: collectors
			.filter(({ printable, status }) => printable && status === 'open')
			.reverse()
			.map(({ id, name }) => ({ id, name })),
		origin: shareOrigin(event)
	};
};
