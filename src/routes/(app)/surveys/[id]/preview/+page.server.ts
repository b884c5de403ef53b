import { error, fail } from '@sveltejs/kit';
import { chooseLanguage } from '#domain/shared/locale.ts';
import { circumstancesOf, takeAnswers, translate, turnPage, visitOf } from '#domain/survey/index.ts';
import { questionsFor } from '#lib/features/survey-runner/branched.server.ts';
import { problemsOf } from '#lib/features/survey-runner/received.server.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { receivedFrom } from '#server/areas/answers/http/answer-form.ts';
import type { ShownForm } from '#lib/features/survey-runner/shown.ts';
import { wantedLanguages } from '#server/http/wanted-languages.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The draft, as somebody with the code of a touchpoint would see it (`?at=` its name). Nothing that is sent is kept. */
export const load: PageServerLoad = async (event) => {
	const { locals, setHeaders } = event;
	const { draft, language, place, query, around, name, privacyUrl } = await draftOf(event);
	locals.lang = language;
	setHeaders({ 'cache-control': 'no-store' });
	const { thanks } = translate(draft, language, place, undefined, locals.ending);
	const { languages } = draft;
	const shown: ShownForm = {
		preview: true,
		embedded: false,
		kiosk: false,
		test: false,
		whose: '',
		workspaceName: name,
		privacyUrl,
		language,
		languages,
		query,
		...questionsFor(draft, { language, place, around }, locals.correcting),
		version: 1,
		responseId: '',
		ticket: '',
		values: {},
		problems: {},
		failed: false
	};
	const address = `?lang=${language}${query}`;
	return {
		shown,
		thanks: {
			preview: true,
			embedded: false,
			workspaceName: name,
			language,
			languages,
			query,
			thanks,
			note: null,
			address
		}
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { answers, step, back = false } = receivedFrom(await readForm(event.request));
		const { draft, around } = await draftOf(event);
		const again = (at: number | undefined) =>
			(event.locals.correcting = {
				responseId: '',
				ticket: '',
				answers,
				whole: at === undefined,
				...(at !== undefined && { step: at })
			});
		const turned = step === undefined ? null : turnPage(draft, answers, around, { step, back });
		again(turned?.step ?? step);
		if (turned?.issues) return fail(422, { sent: false, values: answers, problems: problemsOf(turned.issues) });
		if (turned) return { sent: false, values: answers, problems: {} };
		const taken = takeAnswers(draft, answers, around);
		if (!taken.ok) return fail(422, { sent: false, values: answers, problems: problemsOf(taken.issues) });
		if (taken.value.end !== null) event.locals.ending = taken.value.end;
		return { sent: true, values: {}, problems: {} };
	}
};

async function draftOf({ locals, params, url, request }: RequestEvent) {
	if (locals.actor === null) error(401, 'unauthenticated', { code: 'unauthenticated' });
	const { draft } = await locals.app.surveys.get(locals.actor, params.id);
	const { name, privacyUrl, timeZone } = await locals.app.workspaces.get(locals.actor);
	const at = (url.searchParams.get('at') ?? '').slice(0, 500);
	const language = chooseLanguage(
		draft.languages,
		url.searchParams.get('lang'),
		wantedLanguages(request.headers.get('accept-language'))
	);
	// As somebody comes to it by its link just now, of whom nothing is known.
	const visit = visitOf({ channel: 'link', place: null, time_zone: timeZone }, new Date());
	return {
		draft,
		name,
		privacyUrl,
		place: { touchpoint: at },
		query: at === '' ? '' : `&at=${encodeURIComponent(at)}`,
		language,
		around: circumstancesOf(visit, { language, parameters: {}, known: false })
	};
}
