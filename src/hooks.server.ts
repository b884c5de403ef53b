import { randomUUID } from 'node:crypto';
import { isRedirect, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { chooseLanguage, locales } from '#domain/shared/locale.ts';
import { withEarlySocket, withoutEarlySocket } from '#lib/features/journey-board/early-socket.server.ts';
import { withOpening } from '#lib/features/journey-board/opening/with-opening.ts';
import { errorText } from '#lib/error-text.server.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { asTheme, THEME_COOKIE } from '#lib/theme.ts';
import { slimmed } from '#lib/slim-page.server.ts';
import type { App as Wayfelt } from '#server/app.ts';
import { asBusy } from '#server/http/busy.ts';
import { wantedLanguages } from '#server/http/wanted-languages.ts';
import { isAppError } from '#server/platform/errors.ts';
import { identify } from '#server/areas/people/http/identify.ts';
import { CLOSED_POLICY, respondentPolicy, securityHeaders } from '#server/http/security-headers.ts';
import { isShareRoute, SHARED_HEADERS } from '#server/http/shared-page.ts';
import { setSessionCookie } from '#server/areas/people/http/session-cookie.ts';

/** Composed by server/main.ts (or the dev plugin), which is another module graph: found by its name. */
const APP = Symbol.for('wayfelt.app');

/** The order of everything that happens to a request. */
export const handle: Handle = ({ event, resolve }) => {
	const { locals, cookies } = event;
	locals.app = Reflect.get(globalThis, APP) as Wayfelt;
	locals.requestId = randomUUID();
	locals.actor = null;
	locals.session = null;
	// Also for an error that comes before anything is known of the survey; its page chooses anew.
	if (isRespondentRoute(event) || isShareRoute(event.route.id))
		locals.lang = chooseLanguage(locales, event.url.searchParams.get('lang'), wantedOf(event.request));
	// A page to take along may be for somebody else than whoever asks for it.
	else if (isApi(event)) locals.lang = locales.find((one) => one === event.url.searchParams.get('lang'));
	return paraglideMiddleware(forLanguage(event), async ({ locale }) => {
		const response =
			(await meet(event).catch((error: unknown) => unmet(event, error))) ??
			(await resolve(event, {
				transformPageChunk: ({ html }) =>
					withOpening(isRespondentPage(event) ? slimmed(html) : withSocket(event, html), locals.opening)
						.replace('%lang%', locals.lang ?? locale)
						.replace('%theme%', asTheme(cookies.get(THEME_COOKIE)))
						// A respondent's phone shows no icon of ours; without a word about it browsers ask for one all the same.
						.replace('%icon%', isRespondentPage(event) ? 'data:,' : '/favicon.svg')
						// Pages compare it with where they were opened.
						.replace('%origin%', event.url.origin)
						.replace('%originset%', () => String(locals.app.config.originIsSet))
			}));
		return finish(event, isApi(event) ? apiErrors(event, response) : response);
	});
};

/**
 * What Paraglide is asked about instead of the request, of whose body it would make a copy. The languages that the browser
 * wants are read here, as for respondents: Paraglide finds no Chinese for `zh` and `zh-TW`, and misreads `; q=`.
 */
function forLanguage({ url, request, locals, route }: RequestEvent): Request {
	const headers = new Headers(request.headers);
	headers.set('accept-language', locals.lang ?? chooseLanguage(locales, null, wantedOf(request)));
	// A page for strangers is in their own language, also in the browser of somebody who has another one here.
	if (isShareRoute(route.id) || (locals.lang !== undefined && url.pathname.startsWith('/api/')))
		headers.delete('cookie');
	return new Request(url, { headers });
}

const wantedOf = ({ headers }: Request): string[] => wantedLanguages(headers.get('accept-language'));

/** Finds out who asks, and turns away whoever must go elsewhere first. */
async function meet(event: RequestEvent): Promise<Response | undefined> {
	const { locals, url, cookies, request } = event;
	const api = isApi(event);
	// Addresses end up in logs and histories.
	if (api && [...url.searchParams.values()].some((value) => value.startsWith('wf_')))
		return refuse(event, 400, 'token_in_address');
	const bearer = api || event.route.id?.startsWith('/live') === true;
	const { actor, session, renewed } = await identify(locals.app, request.headers, { bearer });
	locals.actor = actor;
	locals.session = session;
	if (renewed !== null) setSessionCookie(cookies, renewed, url.protocol === 'https:');
	if (api && actor === null && request.headers.has('authorization')) return refuse(event, 401, 'unauthenticated');

	if (!event.route.id?.startsWith('/(app)') || actor !== null) return undefined;
	if (session !== null) return send(event, '/no-workspace');
	if (await locals.app.workspaces.isEmpty()) return send(event, '/setup');
	if (isScriptedForm(event)) return stay();
	const from = request.method === 'GET' ? url.pathname + url.search : url.pathname;
	return send(event, from === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`);
}

/**
 * It could not be found out who asks: the database is away. Thrown on, Kit would answer by itself, without our headers
 * and in no shape that forms and programs know.
 */
async function unmet(event: RequestEvent, error: unknown): Promise<Response | undefined> {
	if (isRedirect(error)) throw error;
	const { request, locals, route } = event;
	if (
		request.method === 'GET' &&
		!event.isDataRequest &&
		/^\/(\(app\)|\(auth\)|s\/|share\/\[token\]$)/.test(route.id ?? '')
	) {
		// The frame of the work screens throws it again, which draws the error page; the other pages serve strangers.
		locals.unidentified = error;
		return undefined;
	}
	const failure = (await handleError({ kind: 'unknown', error, event })) as App.Error;
	const { status } = failure;
	if (isApi(event)) return new Response(null, { status });
	if (event.isDataRequest) return Response.json(failure, { status });
	if (request.headers.get('accept')?.includes('application/json'))
		return Response.json({ type: 'error', error: failure }, { status });
	return new Response(failure.message, { status });
}

const isScriptedForm = ({ request }: RequestEvent): boolean =>
	request.method === 'POST' && request.headers.get('accept')?.includes('application/json') === true;

/** Whoever is led to the sign-in page loses what they typed: the form says what to do, as a refused action of Kit's. */
function stay(): Response {
	// As Kit writes it: values by their place.
	const data = JSON.stringify([{ message: 1, fields: 2, code: 3 }, errorText('signed_out'), {}, 'signed_out']);
	return Response.json({ type: 'failure', status: 401, data }, { status: 401 });
}

/** A script of our own pages: a program has no page that it comes from, or a token. */
const isByPage = (event: RequestEvent): boolean =>
	isApi(event) && event.request.headers.has('origin') && !event.request.headers.has('authorization');

function send(event: RequestEvent, location: string): Response {
	// A form sent by script wants its answer as data: Kit makes that of a thrown redirect.
	if (isScriptedForm(event)) redirect(303, location);
	return new Response(null, { status: 303, headers: { location } });
}

/** A board joins its document while its code is on the way. */
function withSocket({ locals, route, params }: RequestEvent, html: string): string {
	return route.id === '/(app)/journeys/[id]' && locals.actor && !locals.failure
		? withEarlySocket(html, params.id!, locals.actor.userId)
		: withoutEarlySocket(html);
}

const isRespondentPage = (event: RequestEvent): boolean => event.url.pathname.startsWith('/s/');

const isRespondentRoute = ({ route }: RequestEvent): boolean => route.id?.startsWith('/s/') === true;

const isApi = (event: RequestEvent): boolean => event.url.pathname.startsWith('/api/');

function refuse(event: RequestEvent, status: number, code: string): Response {
	event.locals.failure = { status, code, message: errorText(code, status) };
	return new Response(null, { status });
}

/** The API answers every error, Kit's own included, as `{ error: { code, message, issues? } }`. */
function apiErrors(event: RequestEvent, response: Response): Response {
	const { failure } = event.locals;
	if (failure === undefined) {
		if (response.status !== 405) return response;
		const body = { error: { code: 'method_not_allowed', message: errorText('method_not_allowed') } };
		return Response.json(body, { status: 405, headers: { allow: response.headers.get('allow') ?? '' } });
	}
	const { status, code, message, issues, retryAfter } = failure;
	return Response.json(
		{ error: { code, message, ...(issues !== undefined && { issues }) } },
		{ status, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } }
	);
}

function finish(event: RequestEvent, response: Response): Response {
	const { locals, url } = event;
	const { headers } = response;
	for (const [name, value] of Object.entries(securityHeaders(url))) headers.set(name, value);
	headers.set('X-Request-Id', locals.requestId);
	if (headers.get('content-type') === 'text/html') headers.set('Content-Type', 'text/html; charset=utf-8');
	// Kit makes one for all pages; these run one script, show nothing from elsewhere, and are on their way over slow networks.
	if (isRespondentRoute(event)) {
		headers.set('Content-Security-Policy', respondentPolicy(locals.frame ?? null));
		// No two of these pages are equal, and no script of Kit's looks at them.
		headers.delete('ETag');
		headers.delete('X-SvelteKit-Page');
		// Nothing of what went well stands in the log.
		if (response.ok) headers.delete('X-Request-Id');
	}
	if (locals.app.demoPhones && (isRespondentRoute(event) || event.route.id === '/(app)/journeys/[id]'))
		besideThePhone(headers);
	if (isShareRoute(event.route.id))
		for (const [name, value] of SHARED_HEADERS) if (!headers.has(name)) headers.set(name, value);
	// Browsers keep 404 and 410 for as long as they like: what is paused today must be seen open tomorrow.
	if (response.status >= 400 && !headers.has('cache-control')) headers.set('Cache-Control', 'no-store');
	if (!headers.has('content-security-policy')) headers.set('Content-Security-Policy', CLOSED_POLICY);
	const personal = locals.actor !== null || locals.session !== null;
	// Also for the pages that hold a person's half-typed form: the next one at this computer must not go "back" to it.
	if ((personal || event.route.id?.startsWith('/(auth)')) && !headers.has('cache-control'))
		headers.set('Cache-Control', 'no-store');
	if (locals.failure?.retryAfter !== undefined) headers.set('Retry-After', String(locals.failure.retryAfter));
	return response;
}

/** In the demo the survey and the map stand in frames of one page of ours, which shows them together. */
function besideThePhone(headers: Headers): void {
	const policy = headers.get('content-security-policy') ?? '';
	headers.set('Content-Security-Policy', policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"));
	if (headers.has('x-frame-options')) headers.set('X-Frame-Options', 'SAMEORIGIN');
}

/** Expected refusals keep their status and code; everything else is logged and answered without details. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
	const { locals } = event;
	const { requestId } = locals;
	let failure: App.Error;
	const expected = kind === 'unknown' ? asBusy(error) : undefined;
	if (isAppError(expected)) {
		const { status, code, issues, retryAfter } = expected;
		if (status >= 500) log(event, error);
		failure = {
			status,
			code,
			message: errorText(code === 'unauthenticated' && isByPage(event) ? 'signed_out' : code, status),
			...(issues.length > 0 && { issues }),
			...(retryAfter !== undefined && { retryAfter })
		};
	} else if (kind === 'unknown') {
		log(event, error);
		failure = { status: 500, code: 'internal', message: errorText('internal', 500), requestId };
	} else {
		const { status } = error;
		const code = 'code' in error && typeof error.code === 'string' ? error.code : (codes[status] ?? 'invalid');
		const workspaceName = 'workspaceName' in error ? (error as App.Error).workspaceName : undefined;
		failure = { status, code, message: errorText(code, status), ...(workspaceName !== undefined && { workspaceName }) };
	}
	if (isRespondentRoute(event) && locals.lang !== undefined) failure = { ...failure, language: locals.lang };
	locals.failure = failure;
	return failure;
};

/** Codes for the refusals that Kit makes by itself. */
const codes: Readonly<Record<number, string>> = {
	403: 'cross_origin',
	404: 'not_found',
	405: 'method_not_allowed',
	413: 'payload_too_large',
	415: 'unsupported_media_type',
	500: 'internal'
};

function log(event: RequestEvent, error: unknown): void {
	const { requestId, app } = event.locals;
	// The route's pattern, not the address: /invite/<token> must not stand in a log.
	app.log.error({ err: error, requestId, method: event.request.method, route: event.route.id }, 'request failed');
}
