import { error } from '@sveltejs/kit';
import { localText } from '#domain/shared/locale.ts';
import { chooseLanguage } from '#domain/survey/index.ts';
import type { PageServerLoad } from './$types';

/** Also after the survey has closed: who answered in time is thanked. */
export const load: PageServerLoad = async ({ locals, params, url, request, setHeaders }) => {
	const found = await locals.app.responses.thanks(params.code);
	if (found === null) error(404, 'gone', { code: 'survey_unknown' });
	setHeaders({ 'cache-control': 'no-store' });
	const { workspaceName, languages, thanks } = found;
	const language = chooseLanguage(languages, url.searchParams.get('lang'), request.headers.get('accept-language'));
	locals.lang = language;
	return { workspaceName, language, languages, thanks: localText(thanks, language) };
};
