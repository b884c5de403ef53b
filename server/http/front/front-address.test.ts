import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { closeCodes } from '#document/core/close-codes.ts';
import type { App } from '../../app.ts';
import type { Settings } from '../../platform/config.ts';
import { createFront } from './front.ts';
import { createMetrics } from './process-metrics.ts';

const ORIGIN = 'https://wayfelt.example.com';
const warned: string[] = [];
const log = {
	warn: (_: object, text: string) => warned.push(text),
	error: vi.fn(),
	debug: vi.fn()
} as never;
/** Requests that the front lets through to the pages. */
const passed: string[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
	const config = {
		origin: ORIGIN,
		originIsSet: true,
		trustedProxies: 0,
		metricsToken: null,
		roles: ['web', 'collab', 'worker']
	} as unknown as Settings;
	const front = createFront({ config, log, metrics: createMetrics() });
	front.open({ collab: { upgrade: vi.fn() } } as unknown as App, (request: IncomingMessage, response) => {
		passed.push(`${request.method} ${request.url}`);
		response.end('page');
	});
	server = createServer(front.request);
	server.on('upgrade', front.upgrade);
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const post = (path: string, headers: Record<string, string>): Promise<Response> =>
	fetch(url + path, { method: 'POST', headers: { origin: url, ...headers }, body: '' });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

it('a form by script fails with the sentence, as its page shows failures', async () => {
	const answer = await post('/sign-in', { ...form, 'x-sveltekit-action': 'true', 'accept-language': 'zh-CN' });
	const { type, status, data } = (await answer.json()) as { type: string; status: number; data: string };
	expect([type, status]).toEqual(['failure', 403]);
	const [shape, code, message] = JSON.parse(data) as [object, string, string];
	expect([shape, code]).toEqual([{ code: 1, message: 2 }, 'wrong_address']);
	expect(message).toContain(`您是从 ${url} 打开此页面的，而 Wayfelt 设置的地址是 ${ORIGIN}`);
});

it('a form without script gets a page with the link', async () => {
	const answer = await post('/sign-in?/x', { ...form, accept: 'text/html' });
	expect(answer.status).toBe(403);
	expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
	expect(await answer.text()).toContain(`<a href="${ORIGIN}/sign-in">${ORIGIN}/sign-in</a>`);
});

it('the API names the address', async () => {
	const answer = await post('/api/v1/journeys', { 'content-type': 'application/json', cookie: 'a=b' });
	expect(await answer.json()).toEqual({
		error: { code: 'wrong_address', message: expect.stringContaining(ORIGIN) as string }
	});
});

it('the socket is closed with the reason; a foreign page’s is refused', async () => {
	const open = (origin: string): WebSocket =>
		new WebSocket(`${url.replace('http', 'ws')}/collab/journey/x`, { headers: { origin, cookie: 'a=b' } });
	expect(await new Promise((done) => open(url).on('close', done))).toBe(closeCodes.wrongAddress);
	const foreign = open('https://evil.example');
	expect(await new Promise((done) => foreign.on('unexpected-response', (_, { statusCode }) => done(statusCode)))).toBe(
		403
	);
});

it('a foreign page is still a foreign page', async () => {
	const answer = await post('/sign-in', { ...form, cookie: 'a=b', origin: 'https://evil.example' });
	expect(await answer.json()).toMatchObject({ error: { code: 'cross_origin' } });
});

it('respondents, readers and programs pass', async () => {
	passed.length = 0;
	await post('/s/abc', form);
	await fetch(`${url}/sign-in`, { headers: { referer: `${url}/` } });
	await fetch(`${url}/api/v1/journeys`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}'
	});
	expect(passed).toEqual(['POST /s/abc', 'GET /sign-in', 'POST /api/v1/journeys']);
});

it('the log says it once, with both addresses', () => {
	const said = warned.filter((text) => text.includes('opened at'));
	expect(said).toHaveLength(1);
	expect(said[0]).toContain(url);
	expect(said[0]).toContain(ORIGIN);
});
