import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OWNER, startBuiltApp, type BuiltApp } from '../support/built-app.ts';

interface Asked {
	readonly method?: string;
	readonly path?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

const COOKIE = { cookie: 'wayfelt_session=somebody' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const FOREIGN = { origin: 'https://evil.example' };
const BEARER = { authorization: 'Bearer wf_nobody' };

let app: BuiltApp;
beforeAll(async () => {
	app = await startBuiltApp();
});
afterAll(async () => {
	await app?.stop();
	app?.cleanup();
});

/** As programs ask: nothing is added to what is given. */
function ask({ method = 'POST', path = '/api/v1/journeys', headers = {}, body = '' }: Asked) {
	return new Promise<{ status: number; type: string; text: string; headers: http.IncomingHttpHeaders }>(
		(resolve, reject) => {
			const { hostname, port } = new URL(app.url);
			const request = http.request({ hostname, port, path, method, headers }, (response) => {
				let text = '';
				response.setEncoding('utf8').on('data', (part: string) => (text += part));
				response.on('end', () =>
					resolve({
						status: response.statusCode!,
						type: response.headers['content-type'] ?? '',
						text,
						headers: response.headers
					})
				);
			});
			request.on('error', reject);
			request.end(body);
		}
	);
}

describe('whatever the API refuses', () => {
	it.each<[string, Asked, number, string]>([
		['a form', { headers: FORM, body: 'title=x' }, 415, 'unsupported_media_type'],
		['a form of a foreign page', { headers: { ...FORM, ...FOREIGN }, body: 'title=x' }, 415, 'unsupported_media_type'],
		[
			'plain text with a session',
			{ headers: { ...COOKIE, 'content-type': 'text/plain' } },
			415,
			'unsupported_media_type'
		],
		['a form of a foreign page with a session', { headers: { ...FORM, ...FOREIGN, ...COOKIE } }, 403, 'cross_origin'],
		[
			'JSON of a foreign page with a session',
			{ headers: { ...JSON_TYPE, ...FOREIGN, ...COOKIE } },
			403,
			'cross_origin'
		],
		['a session that says nothing of itself', { method: 'DELETE', headers: COOKIE }, 403, 'cross_origin'],
		[
			'a dead token without a body',
			{ method: 'DELETE', path: '/api/v1/tokens/x', headers: BEARER },
			401,
			'unauthenticated'
		],
		['a stranger without a body', { method: 'DELETE', path: '/api/v1/tokens/x' }, 401, 'unauthenticated'],
		['an unknown address', { method: 'GET', path: '/api/v1/nothing' }, 404, 'not_found'],
		['an unknown method here', { method: 'PUT', headers: JSON_TYPE }, 405, 'method_not_allowed'],
		['a strange method', { method: 'TRACE' }, 405, 'method_not_allowed'],
		['an address that is none', { method: 'GET', path: '/api/v1/%E0%A4%A' }, 400, 'invalid'],
		['a token in the address', { method: 'GET', path: '/api/v1/journeys?token=wf_x' }, 400, 'token_in_address'],
		['a large body', { headers: { ...JSON_TYPE, 'content-length': '600000' } }, 413, 'payload_too_large'],
		['a host that is none', { method: 'GET', headers: { host: 'a b' } }, 400, 'bad_host']
	])('%s is an error of the documented shape, in the reader’s language', async (_name, asked, status, code) => {
		const messages: string[] = [];
		for (const language of ['en', 'zh-CN']) {
			const answer = await ask({ ...asked, headers: { 'accept-language': language, ...asked.headers } });
			expect([answer.status, answer.type.split(';')[0]], answer.text).toEqual([status, 'application/json']);
			const { error } = JSON.parse(answer.text) as { error: { code: string; message: string } };
			expect(error.code).toBe(code);
			expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
			messages.push(error.message);
		}
		expect(messages[0]).toMatch(/^[A-Z][^一-龥]+\.$/);
		expect(messages[1]).toMatch(/[一-龥]/);
	});
});

describe('pages', () => {
	it.each(['/sign-in', '/setup'])('%s takes no form of a foreign page, with a session or without', async (path) => {
		for (const headers of [FOREIGN, { origin: 'null' }, {}, { ...FOREIGN, ...COOKIE }]) {
			const body = 'email=a%40b.c&password=a+long+enough+passphrase';
			const answer = await ask({ path, headers: { ...FORM, ...headers }, body });
			expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
		}
	});
});

describe('signing in', () => {
	const form = (headers: Record<string, string>, password: string) =>
		ask({
			path: '/sign-in',
			headers: { ...FORM, origin: app.url, accept: 'text/html', ...headers },
			body: new URLSearchParams({ email: OWNER.email, password }).toString()
		});

	it('is refused with the time to wait, on the page too; a device that signed in before goes on', async () => {
		const first = await form({}, OWNER.password);
		expect(first.status).toBe(303);
		const device = first.headers['set-cookie']!.find((one) => one.startsWith('wayfelt_device='))!;
		expect(device).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/i);
		for (let i = 0; i < 8; i++) expect((await form({}, 'some guess')).status).toBe(401);
		for (const [language, words] of [
			['en', /Please wait \d+ seconds/],
			['zh-CN', /请等待 \d+ 秒/]
		] as const) {
			const refused = await form({ 'accept-language': language }, OWNER.password);
			expect(refused.status).toBe(429);
			expect(Number(refused.headers['retry-after'])).toSatisfy((seconds: number) => seconds > 0 && seconds <= 60);
			expect(refused.text).toMatch(words);
		}
		expect((await form({ cookie: device.split(';')[0]! }, OWNER.password)).status).toBe(303);
	});

	it('through a proxy that nobody declared is noticed in the log, once', async () => {
		for (let i = 0; i < 3; i++)
			await ask({ method: 'GET', path: '/sign-in', headers: { 'x-forwarded-for': '198.51.100.7' } });
		expect(app.output().match(/"requests carry x-forwarded-for, but TRUSTED_PROXIES is 0/g)).toHaveLength(1);
	});
});
