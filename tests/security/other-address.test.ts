import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '#document/core/close-codes.ts';
import { startBuiltApp, OWNER, type BuiltApp } from '../support/built-app.ts';

/** The address that is set; the tests open the program at its number. */
const ORIGIN = 'https://wayfelt.example.com';
const FORM = 'application/x-www-form-urlencoded';

describe('opened at another address than ORIGIN', () => {
	let app: BuiltApp;
	beforeAll(async () => {
		app = await startBuiltApp({ ORIGIN });
	});
	afterAll(async () => {
		await app?.stop();
		app?.cleanup();
	});

	const post = (path: string, headers: Record<string, string>, fields: Record<string, string> = {}) =>
		fetch(app.url + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { 'content-type': FORM, origin: app.url, ...headers },
			body: new URLSearchParams(fields)
		});

	it('the page carries the address that is set, to say so before anything is typed', async () => {
		const html = await (await fetch(`${app.url}/sign-in`)).text();
		expect(html).toContain(`data-origin="${ORIGIN}" data-origin-set="true"`);
	});

	it.each([
		['en', 'Wayfelt’s address is'],
		['zh-CN', 'Wayfelt 设置的地址是']
	])('a form says so, in the reader’s language: %s', async (language, words) => {
		const byScript = await post(
			'/sign-in',
			{
				accept: 'application/json',
				'accept-language': language,
				'x-sveltekit-action': 'true'
			},
			OWNER
		);
		const result = (await byScript.json()) as { type: string; status: number; data: string };
		expect(result).toMatchObject({ type: 'failure', status: 403 });
		expect(JSON.parse(result.data)).toEqual([{ code: 1, message: 2 }, 'wrong_address', expect.stringContaining(words)]);
		expect(result.data).toContain(app.url);
		expect(result.data).toContain(ORIGIN);

		const plain = await post('/sign-in?next=%2F', { accept: 'text/html', 'accept-language': language }, OWNER);
		expect([plain.status, plain.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
		const page = await plain.text();
		expect(page).toContain(words);
		expect(page).toContain(`<a href="${ORIGIN}/sign-in">`);
		expect(page).toContain(`lang="${language}"`);
	});

	it('the API says so, with a session; programs with a token are not asked', async () => {
		const answer = await fetch(`${app.url}/api/v1/journeys`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin: app.url, cookie: 'wayfelt_session=x' },
			body: '{}'
		});
		expect(answer.status).toBe(403);
		expect(await answer.json()).toEqual({
			error: { code: 'wrong_address', message: expect.stringContaining(ORIGIN) as string }
		});
		const program = await fetch(`${app.url}/api/v1/journeys`, { headers: { authorization: 'Bearer wf_nobody' } });
		expect(program.status).toBe(401);
	});

	it('the board’s socket is closed with the reason', async () => {
		const socket = new WebSocket(`${app.url.replace('http', 'ws')}/collab/journey/${randomUUID()}`, {
			headers: { origin: app.url, cookie: 'wayfelt_session=x' }
		});
		expect(await new Promise((done) => socket.on('close', done))).toBe(closeCodes.wrongAddress);
	});

	it('a foreign page learns nothing but that it is one', async () => {
		const answer = await post('/sign-in', { origin: 'https://evil.example', cookie: 'wayfelt_session=x' }, OWNER);
		expect(answer.status).toBe(403);
		expect(await answer.json()).toMatchObject({ error: { code: 'cross_origin' } });
		const socket = new WebSocket(`${app.url.replace('http', 'ws')}/collab/journey/${randomUUID()}`, {
			headers: { origin: 'https://evil.example', cookie: 'wayfelt_session=x' }
		});
		const refused = await new Promise((done) =>
			socket.on('unexpected-response', (_, { statusCode }) => done(statusCode))
		);
		expect(refused).toBe(403);
	});

	it('respondents are not asked: their page opens and takes answers anywhere', async () => {
		const answer = await post('/s/nothing-here', { accept: 'text/html' }, { response: randomUUID(), nps: '9' });
		expect(answer.status).toBe(404);
		expect(await answer.text()).not.toContain(ORIGIN + '/s');
	});

	it('the log says it once, with both', async () => {
		const said = () =>
			app
				.output()
				.split('\n')
				.filter((line) => line.includes('pages are opened at'));
		// Lines of the log come on their own way.
		await expect.poll(said).toHaveLength(1);
		const lines = said();
		expect(lines[0]).toContain(app.url);
		expect(lines[0]).toContain(ORIGIN);
	});
});

describe('behind a proxy that changes Host, without ORIGIN', () => {
	let app: BuiltApp;
	beforeAll(async () => {
		app = await startBuiltApp({ TRUSTED_PROXIES: '1' });
	});
	afterAll(async () => {
		await app?.stop();
		app?.cleanup();
	});
	const PUBLIC = 'https://cx.example.com';
	const send = (headers: Record<string, string>) =>
		fetch(`${app.url}/sign-in`, {
			method: 'POST',
			redirect: 'manual',
			headers: { 'content-type': FORM, accept: 'text/html', origin: PUBLIC, ...headers },
			body: new URLSearchParams(OWNER)
		});

	it('a proxy that passes the address on is believed', async () => {
		const answer = await send({ 'x-forwarded-host': 'cx.example.com', 'x-forwarded-proto': 'https' });
		expect(answer.status).toBe(303);
	});

	it.each([
		['the host but not the protocol', { 'x-forwarded-host': 'cx.example.com' }],
		['nothing, but the browser knows', { 'sec-fetch-site': 'same-origin' }]
	])('one that passes on %s: page and log say what to set', async (_what, headers) => {
		const answer = await send(headers);
		expect(answer.status).toBe(403);
		expect(await answer.text()).toContain(`ORIGIN=${PUBLIC}`);
		await expect.poll(() => app.output()).toContain(`Set ORIGIN=${PUBLIC}`);
	});
});
