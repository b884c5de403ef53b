import { error, type RequestEvent } from '@sveltejs/kit';
import { chooseLanguage } from '#domain/shared/locale.ts';
import { translate, type ReceiptNote } from '#domain/survey/index.ts';
import type { ShownThanks } from '#lib/features/survey-runner/shown.ts';
import { thanksAddress } from '#server/areas/answers/http/answer-form.ts';
import { wantedLanguages } from '#server/http/wanted-languages.ts';

/** The thank-you of a code, also after its survey has closed: who answered in time is thanked. */
export async function thanksPage(event: RequestEvent, code: string, note: ReceiptNote | null): Promise<ShownThanks> {
	const { locals, url, request } = event;
	const found = await locals.app.responses.thanks(code);
	if (found === null) error(404, 'gone', { code: 'survey_unknown' });
	event.setHeaders({ 'cache-control': 'no-store' });
	const { workspaceName, content, place, frame } = found;
	locals.frame = frame;
	const { languages } = content;
	const language = chooseLanguage(
		languages,
		url.searchParams.get('lang'),
		wantedLanguages(request.headers.get('accept-language'))
	);
	locals.lang = language;
	const address = thanksAddress(code, language, note);
	const { thanks } = translate(content, language, place);
	const query = note === null ? '' : `&note=${note}`;
	const embedded = frame !== null;
	const said = url.searchParams.get('again');
	const agent = request.headers.get('user-agent') ?? '';
	const again = said !== null || embedded ? null : await locals.app.channels.againUrl(code, agent);
	return {
		again,
		agreed: said === 'yes',
		preview: false,
		embedded,
		workspaceName,
		language,
		languages,
		query,
		thanks,
		note,
		address
	};
}
