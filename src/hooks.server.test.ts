import type { RequestEvent } from '@sveltejs/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#domain/access/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { AppError, invalid } from '#server/platform/errors.ts';
import { handle, handleError } from './hooks.server.ts';

const APP = Symbol.for('wayfelt.app');
const actor = {
	workspaceId: 'w',
	userId: 'u',
	name: 'Ada',
	role: 'editor',
	departmentId: null,
	via: 'session'
} as const satisfies Actor;
const session = { id: 's', userId: 'u', name: 'Ada', email: 'ada@example.com', locale: null };

/** The few parts of the app that hooks ask, as a test wants them to answer. */
const world = { session: false, member: false, empty: false, renewed: false, logged: [] as unknown[] };
beforeEach(() => {
	Object.assign(world, { session: false, member: false, empty: false, renewed: false, logged: [] });
	Reflect.set(globalThis, APP, {
		auth: {
			session: async () =>
				world.session ? { session, renewed: world.renewed ? { value: 'new', maxAge: 60 } : null } : null
		},
		members: { actorOf: async () => (world.member ? actor : null) },
		tokens: { actorOf: async (token: string) => (token === 'wf_good' ? { ...actor, via: 'token' } : null) },
		workspaces: { isEmpty: async () => world.empty },
		log: { error: (details: unknown) => void world.logged.push(details) }
	});
});
afterEach(() => Reflect.deleteProperty(globalThis, APP));

interface Asked {
	path: string;
	route?: string;
	method?: string;
	headers?: Record<string, string>;
	origin?: string;
}

function ask({ path, route, method = 'GET', headers = {}, origin = 'http://localhost:3000' }: Asked) {
	const set: [string, string, object][] = [];
	const theme = /wayfelt_theme=(\w+)/.exec(headers.cookie ?? '')?.[1];
	const event = {
		url: new URL(path, origin),
		request: new Request(new URL(path, origin), { method, headers }),
		route: { id: route ?? null },
		params: { id: path.split(/[/?]/)[2] },
		locals: {},
		cookies: {
			get: (name: string) => (name === 'wayfelt_theme' ? theme : undefined),
			set: (...call: [string, string, object]) => void set.push(call)
		}
	} as unknown as RequestEvent;
	return { event, set };
}

/** Sends a request through `handle`; `work` is the page or endpoint behind it. */
async function send(
	asked: Asked,
	work: (event: RequestEvent) => Response | Promise<Response> = () => new Response('ok')
) {
	const { event, set } = ask(asked);
	const response = await handle({
		event,
		resolve: async (given, options) => {
			try {
				const answer = await work(given);
				const html = await options?.transformPageChunk?.({ html: await answer.clone().text(), done: true });
				return answer.headers.get('content-type')?.startsWith('text/html') ? new Response(html, answer) : answer;
			} catch (error) {
				// As Kit does.
				const failure = (await handleError({ kind: 'unknown', error, event } as Parameters<
					typeof handleError
				>[0])) as App.Error;
				return new Response('error page', { status: failure.status });
			}
		}
	});
	return { response, event, set };
}

describe('the socket that a board opens before its code is there', () => {
	const html = async () =>
		new Response('<head><!--early-socket N0nce--></head>', { headers: { 'content-type': 'text/html' } });
	const page = { path: '/journeys/j1?metric=nps', route: '/(app)/journeys/[id]', headers: { cookie: 'session=1' } };
	beforeEach(() => Object.assign(world, { session: true, member: true }));

	it('stands in the page of a journey, under the nonce of the page', async () => {
		const { response } = await send(page, html);
		expect(await response.text()).toMatch(
			/^<head><script nonce="N0nce">.+collab\/journey\/j1\?schema=.+<\/script><\/head>$/s
		);
	});

	it.each([
		['another page', { ...page, path: '/settings', route: '/(app)/settings' }],
		['the history of a journey', { ...page, path: '/journeys/j1/history', route: '/(app)/journeys/[id]/history' }]
	])('stands not in %s', async (_, asked) => {
		const { response } = await send(asked, html);
		expect(await response.text()).toBe('<head></head>');
	});

	it('stands not in the page that says why there is no journey', async () => {
		const { response } = await send(page, (event) => {
			event.locals.failure = { status: 404, code: 'not_found', message: '' };
			return html();
		});
		expect(await response.text()).toBe('<head></head>');
	});
});

describe('who may see a page of the app', () => {
	const page = { path: '/journeys/1?metric=nps', route: '/(app)/journeys/[id]' };
	const location = async (asked: Asked) => (await send(asked)).response.headers.get('location');

	it('a stranger signs in first and comes back to where they wanted to go', async () => {
		expect(await location(page)).toBe(`/sign-in?next=${encodeURIComponent('/journeys/1?metric=nps')}`);
		expect(await location({ path: '/', route: '/(app)' })).toBe('/sign-in');
		expect(await location({ ...page, method: 'POST' })).toBe(`/sign-in?next=${encodeURIComponent('/journeys/1')}`);
	});

	it('the first visitor makes the workspace', async () => {
		world.empty = true;
		expect(await location(page)).toBe('/setup');
	});

	it('somebody without a workspace is told so', async () => {
		world.session = true;
		expect(await location(page)).toBe('/no-workspace');
	});

	it('a member gets it, and nobody keeps a copy', async () => {
		world.session = world.member = true;
		const { response, event } = await send(page);
		expect(await response.text()).toBe('ok');
		expect(response.headers.get('cache-control')).toBe('no-store');
		expect(event.locals).toMatchObject({ actor, session });
	});

	it('a form sent by script is refused in Kit’s own way where nobody is signed in: led away, what was typed is lost', async () => {
		const { response } = await send({ ...page, method: 'POST', headers: { accept: 'application/json' } });
		expect(response.status).toBe(401);
		const { type, data } = (await response.json()) as { type: string; data: string };
		expect(type).toBe('failure');
		const [places, ...values] = JSON.parse(data) as [Record<string, number>, ...unknown[]];
		expect(Object.fromEntries(Object.entries(places).map(([name, at]) => [name, values[at - 1]]))).toEqual({
			message: m.error_signed_out(),
			fields: {},
			code: 'signed_out'
		});
	});

	it('and redirected so where there is somewhere else to go', async () => {
		const asked = { ...page, method: 'POST', headers: { accept: 'application/json' } };
		world.empty = true;
		await expect(send(asked)).rejects.toMatchObject({ status: 303, location: '/setup' });
		world.session = true;
		await expect(send(asked)).rejects.toMatchObject({ status: 303, location: '/no-workspace' });
	});

	it('API tokens open no pages', async () => {
		expect(await location({ ...page, headers: { authorization: 'Bearer wf_good' } })).toMatch(/^\/sign-in/);
	});

	it('prolongs the cookie of a session that was prolonged', async () => {
		world.session = world.member = world.renewed = true;
		expect((await send(page)).set).toMatchObject([
			['wayfelt_session', 'new', { httpOnly: true, sameSite: 'lax', secure: false, maxAge: 60 }]
		]);
		const secure = await send({ ...page, origin: 'https://wayfelt.example' });
		expect(secure.set).toMatchObject([['__Host-wayfelt_session', 'new', { httpOnly: true, secure: true }]]);
	});
});

describe('the API', () => {
	const path = '/api/v1/journeys';
	const json = async (response: Response): Promise<unknown> => JSON.parse(await response.text());

	it('knows the bearer of a token', async () => {
		const { event } = await send({ path, headers: { authorization: 'Bearer wf_good' } });
		expect(event.locals.actor).toMatchObject({ via: 'token' });
	});

	it('refuses a bad token even beside a good session, without running anything', async () => {
		world.session = world.member = true;
		for (const authorization of ['Bearer wf_bad', 'Bearer', 'Basic YTpi', '']) {
			let ran = false;
			const { response } = await send({ path, headers: { authorization } }, () => {
				ran = true;
				return new Response();
			});
			expect([response.status, ran]).toEqual([401, false]);
			expect(await json(response)).toMatchObject({ error: { code: 'unauthenticated' } });
		}
	});

	it('refuses a token in the address', async () => {
		const { response } = await send({ path: `${path}?access_token=wf_good` });
		expect(response.status).toBe(400);
		expect(await json(response)).toMatchObject({ error: { code: 'token_in_address' } });
	});

	it('answers refusals as data, in the reader’s language, with what to put right', async () => {
		const issues = [{ code: 'required', path: ['title'] }];
		const { response } = await send({ path, headers: { 'accept-language': 'zh-CN' } }, () => {
			throw invalid(issues);
		});
		expect(response.status).toBe(400);
		expect(await json(response)).toEqual({ error: { code: 'invalid', message: '部分输入不正确。', issues } });
	});

	it('says when to come back', async () => {
		const { response } = await send({ path }, () => {
			throw new AppError(429, 'too_many_requests', { retryAfter: 7 });
		});
		expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
	});

	it('hides what went wrong inside, and logs it with the id that the caller got', async () => {
		const { response } = await send({ path, headers: { authorization: 'Bearer wf_good' } }, () => {
			throw new Error('duplicate key value violates unique constraint "secret_table"');
		});
		expect(response.status).toBe(500);
		expect(await json(response)).toEqual({ error: { code: 'internal', message: expect.stringMatching(/went wrong/) } });
		expect(world.logged).toMatchObject([{ requestId: response.headers.get('x-request-id'), method: 'GET' }]);
		expect(JSON.stringify(world.logged)).not.toContain('wf_good');
	});

	it('names a wrong method', async () => {
		const { response } = await send(
			{ path, method: 'DELETE' },
			() => new Response('no', { status: 405, headers: { allow: 'GET, POST' } })
		);
		expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
		expect(await json(response)).toMatchObject({ error: { code: 'method_not_allowed' } });
	});

	it('leaves answers alone', async () => {
		const { response } = await send({ path, headers: { authorization: 'Bearer wf_good' } }, () =>
			Response.json({ items: [] }, { headers: { 'cache-control': 'private' } })
		);
		expect(await json(response)).toEqual({ items: [] });
		expect(response.headers.get('cache-control')).toBe('private');
	});
});

describe('every answer', () => {
	it('has its security headers: pages, redirects, refusals, errors', async () => {
		const broken = () => {
			throw new Error('x');
		};
		for (const { response } of [
			await send({ path: '/sign-in', route: '/(auth)/sign-in' }),
			await send({ path: '/', route: '/(app)' }),
			await send({ path: '/api/v1/journeys', headers: { authorization: 'nonsense' } }),
			await send({ path: '/x' }, broken)
		]) {
			expect(Object.fromEntries(response.headers)).toMatchObject({
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'same-origin',
				'x-frame-options': 'DENY',
				'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
				'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/)
			});
			expect(response.headers.has('strict-transport-security')).toBe(false);
		}
	});

	it('lets only the demo’s phone stand around a survey and a map, and only on our own address', async () => {
		const page = () =>
			new Response('', { headers: { 'content-security-policy': "script-src 'self'; frame-ancestors 'none'" } });
		const policy = async (route: string, path: string) => {
			const { headers } = (await send({ path, route }, page)).response;
			return [headers.get('content-security-policy'), headers.get('x-frame-options')];
		};
		Object.assign(world, { session: true, member: true });
		const board = ['/(app)/journeys/[id]', '/journeys/j1'] as const;
		expect(await policy(...board)).toEqual(["script-src 'self'; frame-ancestors 'none'", 'DENY']);
		expect((await policy('/s/[code]', '/s/abc'))[0]).toContain("frame-ancestors 'none'");
		Object.assign(Reflect.get(globalThis, APP) as object, { demoPhones: {} });
		expect(await policy(...board)).toEqual(["script-src 'self'; frame-ancestors 'self'", 'SAMEORIGIN']);
		expect((await policy('/s/[code]', '/s/abc'))[0]).toContain("frame-ancestors 'self'");
		expect(await policy('/(app)/settings', '/settings')).toEqual(["script-src 'self'; frame-ancestors 'none'", 'DENY']);
	});

	it('tells no other site the address of an invitation or an answer, and insists on TLS where there is TLS', async () => {
		for (const path of ['/invite/abc', '/s/abc']) {
			const { response } = await send({ path, origin: 'https://wayfelt.example' });
			expect(response.headers.get('referrer-policy')).toBe('same-origin');
			expect(response.headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}; includeSubDomains$/);
		}
	});

	it('keeps the policy that Kit made for a page', async () => {
		const policy = "script-src 'nonce-x'";
		const { response } = await send(
			{ path: '/' },
			() => new Response('', { headers: { 'content-security-policy': policy } })
		);
		expect(response.headers.get('content-security-policy')).toBe(policy);
	});

	it('speaks the language chosen, else the browser’s, in the colours chosen', async () => {
		const page = () =>
			new Response('<html lang="%lang%" data-theme="%theme%">', { headers: { 'content-type': 'text/html' } });
		const html = async (headers: Record<string, string>) =>
			(await send({ path: '/sign-in', headers }, page)).response.text();
		expect(await html({})).toBe('<html lang="en" data-theme="auto">');
		expect(await html({ 'accept-language': 'zh-CN,zh;q=0.9' })).toBe('<html lang="zh-CN" data-theme="auto">');
		// Whoever reads Chinese is not given English for a region, or for how a header is written.
		for (const chinese of ['zh', 'zh-TW,zh;q=0.9,en;q=0.8', 'zh-Hans', 'en;q=0.3, zh-CN; q=0.9'])
			expect(await html({ 'accept-language': chinese })).toBe('<html lang="zh-CN" data-theme="auto">');
		expect(await html({ 'accept-language': 'fr, de;q=0.5' })).toBe('<html lang="en" data-theme="auto">');
		expect(await html({ 'accept-language': 'zh-CN', cookie: 'PARAGLIDE_LOCALE=en; wayfelt_theme=dark' })).toBe(
			'<html lang="en" data-theme="dark">'
		);
		expect(await html({ cookie: 'PARAGLIDE_LOCALE="><script>; wayfelt_theme=x' })).toBe(
			'<html lang="en" data-theme="auto">'
		);
	});
});

describe('when it cannot be found out who asks', () => {
	const away = () => new AppError(503, 'database_unavailable', { retryAfter: 2 });
	const cookie = { cookie: 'whatever' };
	beforeEach(() => {
		const app = Reflect.get(globalThis, APP) as { auth: object };
		app.auth = { session: () => Promise.reject(away()) };
	});

	it('the API says so in its own shape, and when to come back', async () => {
		const { response } = await send({ path: '/api/v1/journeys', route: '/api/v1/journeys', headers: cookie });
		expect(response.status).toBe(503);
		expect(response.headers.get('retry-after')).toBe('2');
		expect(response.headers.get('x-content-type-options')).toBe('nosniff');
		expect(await response.json()).toMatchObject({ error: { code: 'database_unavailable' } });
	});

	it('a form sent by script gets an error that its page can tell, without script a sentence', async () => {
		const form = { path: '/settings/workspace', route: '/(app)/settings/workspace', method: 'POST' };
		const { response } = await send({ ...form, headers: { ...cookie, accept: 'application/json' } });
		expect(response.status).toBe(503);
		expect(await response.json()).toMatchObject({ type: 'error', error: { code: 'database_unavailable' } });
		const plain = (await send({ ...form, headers: cookie })).response;
		expect(plain.status).toBe(503);
		expect(await plain.text()).toMatch(/\w \w/);
	});

	it('a page draws its error page; a respondent’s is for strangers', async () => {
		const page = await send({ path: '/', route: '/(app)', headers: cookie }, ({ locals }) => {
			throw locals.unidentified;
		});
		expect(page.response.status).toBe(503);
		expect(page.response.headers.get('retry-after')).toBe('2');
		const respondent = await send({ path: '/s/abc', route: '/s/[code]', headers: cookie });
		expect(await respondent.response.text()).toBe('ok');
	});
});
