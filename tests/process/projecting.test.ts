import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { until } from '../collab/support/client.ts';
import { lives } from '../integration/platform/support.ts';
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { apiOf, close, isSynced, openBoard, signIn, type CallApi, type Editor } from './support/visitors.ts';

let app: BuiltApp;
let headers: Awaited<ReturnType<typeof signIn>>;
let api: CallApi;
let journey: string;
const boards: Editor[] = [];

beforeAll(async () => {
	app = await startBuiltApp();
	headers = await signIn(app.url);
	api = apiOf(app.url, headers);
	journey = (await api<{ id: string }>('POST', '/journeys', { title: 'Projected' })).id;
});
afterEach(() => boards.splice(0).forEach(close));
afterAll(async () => {
	await app.stop();
	app.cleanup();
});

async function open(): Promise<Editor> {
	const board = openBoard(app.url, headers, journey, 'ann');
	boards.push(board);
	await until(() => isSynced(board), 'open');
	return board;
}
const rename = (board: Editor, title: string): void => void board.doc.getMap('journey').set('title', title);
const listed = async (): Promise<string> =>
	(await api<{ items: { id: string; title: string }[] }>('GET', '/journeys')).items.find(({ id }) => id === journey)!
		.title;

/** The children that project, of the program as it runs now. */
const projecting = (): number[] =>
	readFileSync(`/proc/${app.pid}/task/${app.pid}/children`, 'utf8')
		.split(' ')
		.filter(Boolean)
		.map(Number)
		.filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('projection/child'));

async function child(): Promise<number> {
	await until(() => projecting().length === 1, 'there is a child that projects');
	return projecting()[0]!;
}

it('whoever opens a board has the child started; killed, it comes again, and lists follow', async () => {
	expect(projecting()).toEqual([]);
	const board = await open();
	const first = await child();
	for (let n = 0; n < 3; n++) {
		process.kill(await child(), 'SIGKILL');
		rename(board, `Killed ${n}`);
		await until(async () => (await listed()) === `Killed ${n}`, 'it follows');
		await api('PATCH', `/journeys/${journey}`, { title: `Asked ${n}` });
		expect(await listed()).toBe(`Asked ${n}`);
	}
	expect(lives(first)).toBe(false);
	expect(await child()).not.toBe(first);
});

it('signals that reach both leave the child to the program, which ends it', async () => {
	await open();
	const before = await child();
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(before, signal);
	await api('PATCH', `/journeys/${journey}`, { title: 'Signalled' });
	expect([await listed(), await child()]).toEqual(['Signalled', before]);
	await app.stop();
	expect(lives(before)).toBe(false);
	await app.restart();
});

it('it does not outlive a program that is killed; what was not projected is, by the next', async () => {
	for (let n = 0; n < 3; n++) {
		const board = await open();
		const before = await child();
		rename(board, `Left ${n}`);
		await until(
			async () => (await api<{ title: string }>('GET', `/journeys/${journey}`)).title === `Left ${n}`,
			'saved'
		);
		await app.kill();
		await until(() => !lives(before), 'it has ended');
		boards.splice(0).forEach(close);
		await app.restart();
		await until(async () => (await listed()) === `Left ${n}`, 'the next start follows');
	}
});
