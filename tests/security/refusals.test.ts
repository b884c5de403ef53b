import http from 'node:http';
import net from 'node:net';
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
let token: string;
beforeAll(async () => {
	app = await startBuiltApp();
	const entered = await ask({
		path: '/sign-in',
		headers: { ...FORM, origin: app.url, accept: 'text/html' },
		body: new URLSearchParams({ email: OWNER.email, password: OWNER.password }).toString()
	});
	const cookie = entered.headers['set-cookie']!.map((one) => one.split(';')[0]).join('; ');
	const made = await ask({
		path: '/api/v1/tokens',
		headers: { ...JSON_TYPE, cookie, origin: app.url },
		body: JSON.stringify({ name: 'test', role: 'admin' })
	});
	token = (JSON.parse(made.text) as { token: string }).token;
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

/** Sends a body of `size` bytes, told or in pieces, and reads the answer only when all of it is sent, as many programs do. */
function sendLarge(path: string, size: number, headers: Record<string, string>) {
	const { hostname, port, host } = new URL(app.url);
	const chunked = headers['transfer-encoding'] === 'chunked';
	const lines = Object.entries({ host, connection: 'close', ...headers }).map(
		([name, value]) => `${name}: ${value}\r\n`
	);
	const piece = Buffer.alloc(64 * 1024, 'a');
	const sent = chunked ? Buffer.concat([Buffer.from('10000\r\n'), piece, Buffer.from('\r\n')]) : piece;
	return new Promise<{ status: number; text: string; type: string }>((resolve, reject) => {
		const socket = net.connect(Number(port), hostname);
		socket.on('error', reject);
		socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
		let left = size;
		const more = (): void => {
			while (left > 0) {
				left -= piece.length;
				if (!socket.write(sent)) return void socket.once('drain', more);
			}
			if (chunked) socket.write('0\r\n\r\n');
			let answer = '';
			socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
			socket.on('end', () => {
				const [head = '', ...body] = answer.split('\r\n\r\n');
				const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? '';
				resolve({ status: Number(head.split(' ')[1]), type, text: body.join('\r\n\r\n') });
			});
		};
		more();
	});
}

describe('a body of 50 MB', () => {
	const SIZE = 50 * 1024 * 1024;
	const told = { 'content-length': String(SIZE) };
	const browser = { accept: 'text/html', 'accept-language': 'zh-CN' };
	it.each<[string, string, Record<string, string>, string]>([
		['of the API', '/api/v1/journeys', { ...JSON_TYPE, ...told }, 'application/json'],
		['of the API in pieces', '/api/v1/journeys', { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, 'application/json'],
		['of an import in pieces', '/api/v1/imports', { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, 'application/json'],
		['of a form', '/sign-in', { ...FORM, ...told, ...browser }, 'text/html'],
		['of a form in pieces', '/sign-in', { ...FORM, 'transfer-encoding': 'chunked', ...browser }, 'text/html'],
		['of an answer', '/s/0123456789', { ...FORM, ...told, ...browser }, 'text/html'],
		['of an answer in pieces', '/s/0123456789', { ...FORM, 'transfer-encoding': 'chunked', ...browser }, 'text/html']
	])('%s is answered, with a sentence', async (_name, path, headers, type) => {
		const bearer: Record<string, string> = path.startsWith('/api') ? { authorization: `Bearer ${token}` } : {};
		const answer = await sendLarge(path, SIZE, { origin: app.url, ...bearer, ...headers });
		expect([answer.status, answer.type.split(';')[0]], answer.text).toEqual([413, type]);
		expect(answer.text).toMatch(type === 'text/html' ? /内容超过了此处允许的大小/ : /larger than allowed/);
	});
});

describe('without ORIGIN', () => {
	it.each(['evil.example', '6.6.6.6:3000'])('a Host of %s gets into no link', async (host) => {
		const headers = { authorization: `Bearer ${token}`, ...JSON_TYPE, host };
		const invited = await ask({ path: '/api/v1/invitations', headers, body: JSON.stringify({ role: 'viewer' }) });
		expect(invited.status, invited.text).toBe(201);
		const described = await ask({ method: 'GET', path: '/api/v1/openapi.json', headers: { host } });
		for (const { text } of [invited, described]) expect(text).not.toContain(host.split(':')[0]);
		expect((JSON.parse(invited.text) as { url: string }).url).toMatch(/^http:\/\/[\w.:]+\/invite\//);
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
		// Lines of the log come on their own way.
		const said = () => app.output().match(/"requests carry x-forwarded-for, but TRUSTED_PROXIES is 0/g);
		await expect.poll(said).toHaveLength(1);
	});
});
