import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TAKEN, type TakenAnswer } from './answer-form.ts';
import type { Submitted } from '../responses.ts';
import { takeAnswer } from './take-answer.ts';

const asked: unknown[] = [];
const visits: object[] = [];
let outcome: Submitted | Error;
let server: Server;
let url: string;
const app = {
	responses: {
		submit: (input: unknown, from: unknown) => {
			asked.push([input, from]);
			return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
		},
		visit: (told: object) => Promise.resolve(void visits.push(told))
	},
	log: { error: () => undefined }
} as unknown as Parameters<typeof takeAnswer>[0];

const takenOf = (request: IncomingMessage) => Reflect.get(request, TAKEN) as TakenAnswer | undefined;

beforeAll(async () => {
	server = createServer((request, response) => {
		request.headers['x-wayfelt-client'] = '192.0.2.7';
		const kit = (): void => {
			const taken = takenOf(request);
			const length = taken === undefined ? undefined : request.headers['content-length'];
			response.end(JSON.stringify({ kit: true, taken, length }));
		};
		if (!takeAnswer(app, request, response, kit)) kit();
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
	asked.length = 0;
	visits.length = 0;
	outcome = { status: 'created' };
});

const FIELDS = { response: 'r', _ticket: 't', version: '2', lang: 'zh-CN', nps: '9', comment: 'a\0b' };
const post = (path = '/s/abc', headers: Record<string, string> = {}, body: BodyInit = new URLSearchParams(FIELDS)) =>
	fetch(url + path, { method: 'POST', redirect: 'manual', headers: { accept: 'text/html', ...headers }, body });

describe('an answer on the short way', () => {
	it('is read, stored, and thanked by a redirect', async () => {
		const answer = await post('/s/abc?lang=zh-CN&send');
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/s/abc/thanks?lang=zh-CN']);
		expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(asked).toEqual([
			[
				{
					code: 'abc',
					responseId: 'r',
					ticket: 't',
					version: 2,
					language: 'zh-CN',
					answers: { nps: '9', comment: 'ab' }
				},
				{ address: '192.0.2.7' }
			]
		]);
	});

	it.each([
		['９', '9'],
		['１０', '10'],
		['٧', '7'],
		[' 7 ', '7'],
		['9.5', '9.5'],
		['100', '100'],
		['九', '九']
	])('a score sent as %s is read as %s', async (sent, read) => {
		await post('/s/abc', {}, new URLSearchParams({ ...FIELDS, nps: sent, comment: `${sent}, thanks` }));
		expect(asked).toMatchObject([[{ answers: { nps: read, comment: `${sent}, thanks` } }, {}]]);
	});

	it.each([
		['duplicate', '/s/abc/thanks?lang=zh-CN'],
		['changed', '/s/abc/thanks?lang=zh-CN&note=changed'],
		['late', '/s/abc/thanks?lang=zh-CN&note=first']
	] as const)('%s leads to %s', async (status, location) => {
		outcome = { status };
		expect((await post()).headers.get('location')).toBe(location);
	});

	it.each([
		[{ status: 'invalid', issues: [{ code: 'required', path: ['nps'] }] }],
		[{ status: 'gone', reason: 'closed', workspaceName: 'W' }]
	] as const)('%o has a page to show: Kit is told, and asks nobody again', async (given) => {
		outcome = given as Submitted;
		const told = (await (await post()).json()) as { kit: boolean; taken: TakenAnswer; length: string };
		const { kit, taken, length } = told;
		expect([kit, taken.outcome, taken.sent.answers.nps, length]).toEqual([true, given, '9', '0']);
		expect(asked).toHaveLength(1);
	});

	it('one that could not be stored goes back with everything typed', async () => {
		outcome = new Error('the disk is full');
		const { taken } = (await (await post()).json()) as { taken: TakenAnswer };
		expect([taken.outcome, taken.sent.answers]).toEqual([null, { nps: '9', comment: 'ab' }]);
	});

	it('of the script is thanked by the page itself', async () => {
		const { taken } = (await (await post('/s/abc', { 'x-respondent': 'script' })).json()) as { taken: TakenAnswer };
		expect(taken.outcome).toEqual({ status: 'created' });
	});
});

describe('what is no such answer is left untouched to Kit', () => {
	const parts = new FormData();
	parts.append('nps', '9');
	it.each([
		['a form in parts', () => post('/s/abc', {}, parts)],
		['JSON', () => post('/s/abc', { 'content-type': 'application/json' }, '{}')],
		['a form that waits for data', () => post('/s/abc', { accept: 'application/json' })],
		['another page', () => post('/s/abc/thanks')],
		['the sign-in', () => post('/sign-in')],
		['another action', () => post('/s/abc?/other')],
		['another action, encoded', () => post('/s/abc?lang=en&%2Fother=')],
		['a code that is none', () => post('/s/a%20b')],
		['a look', () => fetch(`${url}/s/abc`)]
	])('%s', async (_what, send) => {
		expect(await (await send()).json()).toEqual({ kit: true });
		expect(asked).toEqual([]);
	});
});

describe('what it says of its page', () => {
	it('without script: that it was opened and begun, since nothing else told so', async () => {
		await post();
		expect(visits).toEqual([{ code: 'abc', responseId: 'r', ticket: 't', started: true }]);
	});

	it.each([
		['with script the page told so itself', { 'x-respondent': 'script' }, FIELDS],
		['a test counts nowhere', {}, { ...FIELDS, _test: '1' }]
	])('%s', async (_what, headers, fields) => {
		await post('/s/abc', headers as Record<string, string>, new URLSearchParams(fields));
		expect(visits).toEqual([]);
	});
});
