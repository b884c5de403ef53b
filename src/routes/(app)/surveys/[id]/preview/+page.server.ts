import { error, fail } from '@sveltejs/kit';
import { chooseLanguage } from '#domain/shared/locale.ts';
import { translate, validate } from '#domain/survey/index.ts';
import { problemsOf } from '#lib/features/survey-runner/received.server.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import { receivedFrom } from '#server/areas/answers/http/answer-form.ts';
import type { ShownForm } from '#lib/features/survey-runner/shown.ts';
import { wantedLanguages } from '#server/http/wanted-languages.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** The draft, as somebody with the code of a touchpoint would see it (`?at=` its name). Nothing that is sent is kept. */
export const load: PageServerLoad = async (event) => {
	const { locals, setHeaders } = event;
	const { draft, language, place, query } = await draftOf(event);
	const { name, privacyUrl } = await locals.app.workspaces.get(locals.actor);
	locals.lang = language;
	setHeaders({ 'cache-control': 'no-store' });
	const { questions, thanks } = translate(draft, language, place);
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
		questions,
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
		const { answers } = receivedFrom(await readForm(event.request));
		const { draft } = await draftOf(event);
		const checked = validate(draft, answers);
		if (checked.ok) return { sent: true, values: {}, problems: {} };
		return fail(422, { sent: false, values: answers, problems: problemsOf(checked.issues) });
	}
};

async function draftOf({ locals, params, url, request }: RequestEvent) {
	if (locals.actor === null) error(401, 'unauthenticated', { code: 'unauthenticated' });
	const { draft } = await locals.app.surveys.get(locals.actor, params.id);
	const at = (url.searchParams.get('at') ?? '').slice(0, 500);
	return {
		draft,
		place: { touchpoint: at },
		query: at === '' ? '' : `&at=${encodeURIComponent(at)}`,
		language: chooseLanguage(
			draft.languages,
			url.searchParams.get('lang'),
			wantedLanguages(request.headers.get('accept-language'))
		)
	};
}
