import { error, fail, redirect } from '@sveltejs/kit';
import { storable } from '#domain/shared/storable.ts';
import { chooseLanguage, locales, type Locale } from '#domain/shared/locale.ts';
import { keptParameters, PARAMETER_LENGTH, translate, type ShownQuestion } from '#domain/survey/index.ts';
import type { Problems, ShownForm, ShownLock } from '#lib/features/survey-runner/shown.ts';
import { problemsOf } from '#lib/features/survey-runner/received.server.ts';
import { readForm } from '#lib/forms/read-form.server.ts';
import {
	countUntold,
	PARAMETER,
	receiptOf,
	receivedFrom,
	TAKEN,
	thanksAddress,
	type TakenAnswer
} from '#server/areas/answers/http/answer-form.ts';
import type { Gone, LinkEnd } from '#server/areas/answers/responses.ts';
import { wantedLanguages } from '#server/http/wanted-languages.ts';
import { thanksPage } from './thanks-page.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/**
 * The form. Looking at it writes nothing: link checkers look too.
 * The browser may show it again on "back" from its own copy – with the same response id, so that an answer sent twice
 * counts once even without script – but may not answer a new visit with it.
 */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url, request, setHeaders } = event;
	if (locals.answered !== undefined)
		return { thanks: await thanksPage(event, params.code, locals.answered), shown: null, lock: null };
	// A link for one person names the one answer that it may give; what is no such link is as if it had not been there.
	const asked = url.searchParams.get('r');
	const personal = asked === null ? null : locals.app.responses.personal(params.code, asked);
	const listed = url.searchParams.get('p');
	const link = listed === null ? null : await locals.app.responses.personalLink(params.code, listed);
	// As the website around it proves; a link for one person knows better.
	const proof = personal === null && link === null ? url.searchParams.get('c') : null;
	const visitor =
		proof === null ? null : await locals.app.responses.visitor(params.code, proof, url.searchParams.has('unasked'));
	const chosen = (languages: readonly Locale[]): Locale =>
		chooseLanguage(languages, url.searchParams.get('lang'), wantedLanguages(request.headers.get('accept-language')));
	const pass = url.searchParams.get('_k');
	const form = await locals.app.responses.form(params.code, locals.correcting, {
		parameters: Object.fromEntries(url.searchParams),
		language: chosen,
		pass,
		invited: (personal !== null && personal !== 'expired') || (link !== null && typeof link !== 'string')
	});
	// That a survey is closed can be said in every language, also in one that it was not asked in.
	const languages = 'gone' in form ? [...new Set([...form.languages, ...locales])] : form.content.languages;
	const language = chosen(languages);
	locals.lang = language;
	if ('gone' in form) {
		if (form.gone !== 'locked') gone(form.gone, form.workspaceName, form.opensAt);
		setHeaders({ 'cache-control': 'private, no-cache' });
		return { shown: null, thanks: null, lock: lockOf(event, form.workspaceName!, language, languages) };
	}
	// Whoever must not be asked meets what everybody meets where nothing is asked: nobody learns that it is for their sake.
	if (visitor === 'not_asked') gone('closed', form.workspaceName);
	if (personal === 'expired') error(410, 'gone', { code: 'link_expired', workspaceName: form.workspaceName });
	if (typeof link === 'string') error(410, 'gone', { code: link, workspaceName: form.workspaceName });
	setHeaders({ 'cache-control': 'private, no-cache' });
	const carried = Object.entries(keptParameters(form.parameters, Object.fromEntries(url.searchParams)));
	const { content, place, workspaceName, privacyUrl, version, responseId, ticket, frame, kiosk } = form;
	locals.frame = frame;
	const test = url.searchParams.has('test');
	const { questions } = translate(content, language, place);
	const hidden = saidFor(url, questions);
	const kept = new Map([...carried, ...hidden.map(({ name, value }) => [name, value] as const)]);
	const said = [...kept].map(([name, value]) => `&${name}=${encodeURIComponent(value)}`).join('');
	const shown: ShownForm = {
		preview: false,
		embedded: frame !== null,
		test,
		whose: test ? ':test' : personal || link ? `:${(personal || link)!.responseId}` : said,
		kiosk: kiosk && personal === null && link === null,
		query: `${personal === null ? '' : `&r=${asked!}`}${link === null ? '' : `&p=${listed!}`}${proof === null ? '' : `&c=${encodeURIComponent(proof)}`}${said}${test ? '&test' : ''}${pass === null ? '' : `&_k=${encodeURIComponent(pass)}`}`,
		parameters: carried.map(([name, value]) => [PARAMETER + name, value]),
		workspaceName,
		privacyUrl,
		language,
		languages,
		questions,
		version,
		responseId,
		ticket,
		values: {
			...Object.fromEntries(hidden.map(({ id, value }) => [id, value])),
			...(personal !== null && markedIn(url, questions))
		},
		problems: {},
		failed: false,
		...(visitor && ('whose' in visitor ? { ...visitor, whose: test ? ':test' : visitor.whose + said } : visitor)),
		// Trying one out answers nothing for the person: it stays as it was.
		...(test ? null : (personal ?? link))
	};
	return { shown, thanks: null, lock: null };
};

/** The page of a survey that asks for its PIN; what else the address says is kept for the survey. */
function lockOf(
	{ params, url }: RequestEvent,
	workspaceName: string,
	language: Locale,
	languages: readonly Locale[]
): ShownLock {
	const rest = new URLSearchParams(url.searchParams);
	for (const own of ['lang', '_k', '_wrong']) rest.delete(own);
	const wrong = url.searchParams.get('_wrong');
	return {
		workspaceName,
		language,
		languages,
		query: rest.size === 0 ? '' : `&${rest.toString()}`,
		address: `/s/${params.code}/enter`,
		wrong: wrong === null ? null : Math.min(3600, Math.max(0, Math.trunc(Number(wrong)) || 0))
	};
}

/** What the address says for hidden fields of the survey; what is too long is none of it. */
const saidFor = (url: URL, questions: readonly ShownQuestion[]): { id: string; name: string; value: string }[] =>
	questions.flatMap(({ id, rendering }) => {
		if (rendering.control !== 'hidden') return [];
		const value = storable(url.searchParams.get(rendering.parameter) ?? '').trim();
		const fits = value !== '' && value.length <= PARAMETER_LENGTH && !/\p{Cc}/u.test(value);
		return fits ? [{ id, name: rendering.parameter, value }] : [];
	});

/** What was tapped in a chat (`v=csat.4`), and may be changed here: nothing is answered by looking at it. */
function markedIn(url: URL, questions: readonly ShownQuestion[]): Record<string, string> {
	const [, id, value] = /^(.{1,40})\.(\d{1,2})$/.exec(url.searchParams.get('v') ?? '') ?? [];
	const isScale = questions.some((one) => one.id === id && /^(?:scale|stars|faces)$/.test(one.rendering.control));
	return id !== undefined && value !== undefined && isScale ? { [id]: value } : {};
}

/**
 * Takes an answer. Without script a redirect leads to the thank-you, so that a reload or the way back sends nothing
 * again; the script keeps the page's place itself and is given the thank-you at once, which saves it a round trip.
 */
export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request, setHeaders } = event;
		const { sent, outcome } = takenBefore(event) ?? (await take(event));
		const { responseId, ticket } = sent;
		const again = { responseId, ticket, values: sent.answers };
		locals.correcting = { responseId, ticket };
		if (outcome === null) {
			setHeaders({ 'retry-after': '5' });
			return fail(503, { ...again, problems: {} as Problems, failed: true });
		}
		if (outcome.status === 'gone') gone(outcome.reason, outcome.workspaceName);
		if (outcome.status === 'invalid')
			return fail(422, { ...again, problems: problemsOf(outcome.issues), failed: false });
		const note = receiptOf(outcome) ?? null;
		if (request.headers.get('x-respondent') !== 'script')
			redirect(303, thanksAddress(params.code, sent.language, note));
		locals.answered = note;
	}
};

/** What the server has taken already (server/areas/answers/http/take-answer.ts): most forms. */
const takenBefore = ({ platform }: RequestEvent): TakenAnswer | undefined =>
	platform === undefined ? undefined : (Reflect.get(platform.req, TAKEN) as TakenAnswer | undefined);

/** Takes the rest: forms in parts, and those of the development server. */
async function take({ locals, params, request, getClientAddress }: RequestEvent): Promise<TakenAnswer> {
	const sent = receivedFrom(await readForm(request));
	const { responses, log } = locals.app;
	try {
		const outcome = await responses.submit({ code: params.code, ...sent }, { address: getClientAddress() });
		const taken = { sent, outcome };
		const { headers } = request;
		countUntold(locals.app, params.code, taken, {
			script: headers.get('x-respondent'),
			userAgent: headers.get('user-agent')
		});
		return taken;
	} catch (cause) {
		log.error({ err: cause, requestId: locals.requestId }, 'an answer could not be stored');
		return { sent, outcome: null };
	}
}

function gone(
	reason: Exclude<Gone['gone'], 'locked'> | LinkEnd,
	workspaceName: string | null,
	opensAt?: string
): never {
	const code = reason.startsWith('link_') ? (reason as LinkEnd) : (`survey_${reason}` as const);
	error(reason === 'unknown' ? 404 : 410, 'gone', { code, workspaceName, ...(opensAt !== undefined && { opensAt }) });
}
