import { error, fail, redirect } from '@sveltejs/kit';
import { isLocale, locales, type Locale } from '#domain/shared/locale.ts';
import { chooseLanguage, translate } from '#domain/survey/index.ts';
import type { Problems, ReceiptNote, ShownForm } from '#lib/features/survey-runner/shown.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import type { Gone } from '#server/services/responses.ts';
import { thanksAddress, thanksPage } from './thanks-page.ts';
import type { Actions, PageServerLoad } from './$types';

/** Hidden fields of the form that are no answers. */
const HIDDEN = new Set(['response', 'version', 'lang']);

/**
 * The form. Looking at it writes nothing: link checkers look too.
 * The browser may show it again on "back" from its own copy – with the same response id, so that an answer sent twice
 * counts once even without script – but may not answer a new visit with it.
 */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url, request, setHeaders } = event;
	if (locals.answered !== undefined)
		return { thanks: await thanksPage(event, params.code, locals.answered), shown: null };
	const form = await locals.app.responses.form(params.code, locals.correcting);
	const languages = 'gone' in form ? (form.languages.length > 0 ? form.languages : locales) : form.content.languages;
	const language = chooseLanguage(languages, url.searchParams.get('lang'), request.headers.get('accept-language'));
	locals.lang = language;
	if ('gone' in form) gone(form.gone);
	setHeaders({ 'cache-control': 'private, no-cache' });
	const { content, workspaceName, privacyUrl, version, responseId } = form;
	const { questions } = translate(content, language);
	const shown: ShownForm = {
		workspaceName,
		privacyUrl,
		language,
		languages,
		questions,
		version,
		responseId,
		values: {},
		problems: {},
		failed: false
	};
	return { shown, thanks: null };
};

/**
 * Takes an answer. Without script a redirect leads to the thank-you, so that a reload or the way back sends nothing
 * again; the script keeps the page's place itself and is given the thank-you at once, which saves it a round trip.
 */
export const actions: Actions = {
	default: async ({ locals, params, request, setHeaders }) => {
		const sent = await read(request);
		const { responses, log } = locals.app;
		const again = { responseId: sent.responseId, values: sent.answers };
		const thank = (note: ReceiptNote | null) => {
			if (request.headers.get('x-respondent') !== 'script')
				redirect(303, thanksAddress(params.code, sent.language, note));
			locals.answered = note;
		};
		locals.correcting = sent.responseId;
		let outcome;
		try {
			outcome = await responses.submit({ code: params.code, ...sent });
		} catch (cause) {
			log.error({ err: cause, requestId: locals.requestId }, 'an answer could not be stored');
			setHeaders({ 'retry-after': '5' });
			return fail(503, { ...again, problems: {} as Problems, failed: true });
		}
		switch (outcome.status) {
			case 'gone':
				return gone(outcome.reason);
			case 'invalid':
				return fail(422, { ...again, problems: problemsOf(outcome.issues), failed: false });
			case 'created':
			case 'duplicate':
				return thank(null);
			case 'changed':
				return thank('changed');
			case 'late':
				return thank('first');
		}
	}
};

/** What the form sent, still unchecked. A body that is no form is an empty one: the page comes back and asks. */
async function read(
	request: Request
): Promise<{ responseId: string; version?: number; language: Locale; answers: Record<string, string> }> {
	const form = await readForm(request);
	const text = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const answers: Record<string, string> = {};
	for (const [name, value] of form) if (!HIDDEN.has(name) && typeof value === 'string') answers[name] = value;
	const version = /^[1-9]\d{0,8}$/.test(text('version')) ? Number(text('version')) : undefined;
	const language = text('lang');
	return {
		responseId: text('response'),
		...(version !== undefined && { version }),
		language: isLocale(language) ? language : 'en',
		answers
	};
}

/** The first problem of each question; those of no question under `''`. */
function problemsOf(
	issues: Extract<Awaited<ReturnType<App.Locals['app']['responses']['submit']>>, { status: 'invalid' }>['issues']
): Problems {
	const problems: Record<string, Problems[string]> = {};
	for (const { code, path, params } of issues) {
		// Issues of the form itself (a response id that is none) have no question to stand at.
		const id = path?.length === 1 && code !== 'unknown_question' && path[0] !== 'responseId' ? String(path[0]) : '';
		problems[id] ??= { code, ...(params && { params }) };
	}
	return problems;
}

function gone(reason: Gone['gone']): never {
	error(reason === 'unknown' ? 404 : 410, 'gone', { code: `survey_${reason}` });
}
