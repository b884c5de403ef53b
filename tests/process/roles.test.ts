import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../collab/support/client.ts';
import { startSeveral, type SeveralApps } from '../support/several-apps.ts';
import {
	apiOf,
	askedJourney,
	close,
	isSynced,
	loadForm,
	openBoard,
	sendForm,
	signIn,
	type CallApi,
	type SessionHeaders
} from './support/visitors.ts';

let several: SeveralApps;
let headers: SessionHeaders;
let api: CallApi;
let database: pg.Client;

beforeAll(async () => {
	several = await startSeveral(
		[{ ROLES: 'web' }, { ROLES: 'collab' }, { ROLES: 'worker' }],
		([web, collab]) =>
			(path) => [path.startsWith('/collab/') ? collab!.url : web!.url]
	);
	headers = await signIn(several.url);
	api = apiOf(several.url, headers);
	database = new pg.Client({ connectionString: several.env.DATABASE_URL!, options: '-c app.system=on' });
	await database.connect();
});
afterAll(async () => {
	await database.end();
	await several.close();
});

it('a map is edited, asked at and answered where pages, sockets and work are three processes', async () => {
	const { url } = several;
	const { id, code } = await askedJourney(api, 'Three processes');
	const board = openBoard(url, headers, id, 'board');
	await until(() => isSynced(board), 'the board is there');

	// An edit through the API reaches the board, one on the board the API and the list.
	await api('PATCH', `/journeys/${id}`, { title: 'Named by a program' });
	const title = () => (board.doc.getMap('journey').get('title') as { toString(): string } | undefined)?.toString();
	await until(() => title() === 'Named by a program', 'the board has it');
	board.doc.getMap('journey').set('title', 'Named on the board');
	await until(
		async () => (await api<{ title: string }>('GET', `/journeys/${id}`)).title === 'Named on the board',
		'the map has it'
	);
	await until(
		async () =>
			(await api<{ items: { id: string; title: string }[] }>('GET', '/journeys')).items.some(
				(one) => one.id === id && one.title === 'Named on the board'
			),
		'the list has it'
	);

	const form = await loadForm(url, code);
	form.set('nps', '9');
	expect(await sendForm(url, code, form)).toBe(true);
	await until(() => board.told() === 1, 'the board is told');

	// What follows from a change is done by the worker: another time zone puts the answer on another day.
	const days = async () => (await database.query('select day::text as day from response')).rows.map(({ day }) => day);
	await api('POST', '/responses', {
		collectorCode: code,
		submittedAt: '2026-03-02T22:30:00.000Z',
		answers: { nps: 3 }
	});
	expect(await days()).toContain('2026-03-02');
	await api('PATCH', '/workspace', { timeZone: 'Asia/Shanghai' });
	await until(async () => (await days()).includes('2026-03-03'), 'the day is another one', 60_000);
	close(board);
});

it('each process answers for what it is, and for nothing else', async () => {
	const [web, collab, worker] = several.apps.map(({ url }) => url) as [string, string, string];
	const status = async (path: string, url: string) => (await fetch(url + path, { redirect: 'manual' })).status;
	for (const url of [web, collab, worker]) {
		expect(await status('/healthz', url)).toBe(200);
		expect(await status('/readyz', url)).toBe(200);
	}
	expect(await status('/sign-in', web)).toBe(200);
	for (const url of [collab, worker])
		for (const path of ['/sign-in', '/', '/api/v1/journeys', '/s/abcdefghijkl'])
			expect(await status(path, url)).toBe(404);
});
