/**
 * What the projection of documents costs those who edit: one large map is edited all the time, and beside it two people edit a
 * small one. Printed: how long an edit of theirs takes to the other, how late the event loop of the program is, its CPU time
 * with and without its database's, its memory, and how long after an edit the lists say so, and a call through the API takes
 * that waits for it.
 *   npm run bench:projection -- --cards=2000 --seconds=20
 * Also of an older program: `cd` there, and run this file with its Node.
 */
import { globSync, readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as Y from 'yjs';
import type * as Visitors from '../../process/support/visitors.ts';
import type * as BuiltApp from '../../support/built-app.ts';

const { values } = parseArgs({
	options: {
		/** Touchpoints on the large map. */
		cards: { type: 'string', default: '2000' },
		seconds: { type: 'string', default: '20' },
		/** That wait for their view. */
		calls: { type: 'string', default: '20' },
		/** The program that is measured. */
		program: { type: 'string', default: process.cwd() }
	}
});
const support = (file: string): string => resolve(values.program, 'tests', file);
const { startBuiltApp } = (await import(support('support/built-app.ts'))) as typeof BuiltApp;
const { apiOf, openBoard, signIn, close, isSynced } = (await import(
	support('process/support/visitors.ts')
)) as typeof Visitors;

const percentile = (some: number[], p: number): number =>
	[...some].sort((a, b) => a - b)[Math.min(some.length - 1, Math.floor(some.length * p))] ?? NaN;
const ms = (some: number[]): string =>
	[0.5, 0.95, 0.99, 1].map((p) => percentile(some, p).toFixed(1)).join(' / ') + ` ms (${some.length})`;
const until = async (test: () => boolean | Promise<boolean>): Promise<void> => {
	while (!(await test())) await wait(2);
};

/** CPU time of a process, s. */
function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}
function children(pid: number): number[] {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map(Number);
	const parent = (of: number): number => {
		try {
			return Number(readFileSync(`/proc/${of}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
		} catch {
			return 0;
		}
	};
	return all.filter((one) => parent(one) === pid);
}
const rss = (pid: number): number =>
	Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

const app = await startBuiltApp({ METRICS_TOKEN: 'a token for the metrics' });
const metric = async (name: string): Promise<number> => {
	const text = await (
		await fetch(`${app.url}/metrics`, { headers: { authorization: 'Bearer a token for the metrics' } })
	).text();
	return Number(new RegExp(`^${name} (.*)$`, 'm').exec(text)?.[1]);
};
const idle = rss(app.pid);
const headers = await signIn(app.url);
const api = apiOf(app.url, headers);
const journey = async (title: string) =>
	(await api<{ id: string }>('POST', '/journeys', { title, template: 'retail' })).id;
const [large, small] = [await journey('Large'), await journey('Small')];
const map = await api<{ scenes: { id: string }[]; lanes: { id: string }[] }>('GET', `/journeys/${large}`);
const boards = [
	openBoard(app.url, headers, large, 'l'),
	...['a', 'b'].map((n) => openBoard(app.url, headers, small, n))
];
const [editor, ann, bob] = boards as [(typeof boards)[0], (typeof boards)[0], (typeof boards)[0]];
await until(() => boards.every(isSynced));
const touchpoints = editor.doc.getMap('touchpoints');
for (let at = 0; at < Number(values.cards); at += 500)
	editor.doc.transact(() => {
		for (let n = at; n < Math.min(at + 500, Number(values.cards)); n++) {
			const fields = { sceneId: map.scenes[n % map.scenes.length]!.id, laneId: map.lanes[0]!.id, order: 'a0' };
			const titled = { ...fields, title: new Y.Text(`Touchpoint number ${n} of a large map`) };
			touchpoints.set(crypto.randomUUID(), new Y.Map<unknown>(Object.entries(titled)));
		}
	});
const listed = async (id: string) =>
	(await api<{ items: { id: string; title: string; touchpointCount: number }[] }>('GET', '/journeys')).items.find(
		(one) => one.id === id
	)!;
await until(async () => (await listed(large)).touchpointCount >= Number(values.cards));
await wait(3_000);

const keys = [...touchpoints.keys()];
let n = 0;
const editing = setInterval(() => {
	(touchpoints.get(keys[n++ % keys.length]!) as Y.Map<unknown>).set('title', `Edited ${n}`);
}, 100);
await wait(2_000);
const postmaster = globSync('postgres/*/postmaster.pid', { cwd: app.dataDir })[0]!;
const database = Number(readFileSync(resolve(app.dataDir, postmaster), 'utf8').split('\n')[0]);
/** Of the program: where it has one, the process that projects. */
const helpers = children(app.pid).filter((pid) => pid !== database);
const cpuOfAll = (pids: number[]): number => pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
const cpu = () => [cpuOf(app.pid), cpuOfAll(helpers), cpuOfAll([database, ...children(database)])] as const;
const [before, beforeHelpers, beforeDb] = cpu();
await metric('nodejs_eventloop_delay_p99_seconds');
const began = performance.now();
const trips: number[] = [];
const loops: number[] = [];
let counted = began;
for (let at = 0; performance.now() - began < Number(values.seconds) * 1000; at++) {
	const mark = `mark ${at}`;
	const sent = performance.now();
	const seen = new Promise<void>((done) => {
		const look = (): void => {
			if (!bob.doc.getMap('journey').has(mark)) return;
			bob.doc.off('update', look);
			done();
		};
		bob.doc.on('update', look);
	});
	ann.doc.getMap('journey').set(mark, true);
	await seen;
	trips.push(performance.now() - sent);
	if (performance.now() - counted > 2_000) {
		loops.push((await metric('nodejs_eventloop_delay_p99_seconds')) * 1000);
		counted = performance.now();
	}
	await wait(45);
}
const seconds = (performance.now() - began) / 1000;
const [after, afterHelpers, afterDb] = cpu();
const follows: number[] = [];
const calls: number[] = [];
for (let at = 0; at < Number(values.calls); at++) {
	const sent = performance.now();
	ann.doc.getMap('journey').set('title', `Small ${at}`);
	await until(async () => (await listed(small)).title === `Small ${at}`);
	follows.push(performance.now() - sent);
	const called = performance.now();
	await api('PATCH', `/journeys/${small}`, { title: `Called ${at}` });
	calls.push(performance.now() - called);
}
clearInterval(editing);
console.log(`${values.program}: ${values.cards} touchpoints, 10 edits a second of them; p50 / p95 / p99 / longest`);
console.log(`an edit beside it, to the other editor: ${ms(trips)}`);
console.log(`event loop, p99 of 2 s each: ${ms(loops)}`);
console.log(
	`cores: program ${((after - before) / seconds).toFixed(3)}, process that projects ${((afterHelpers - beforeHelpers) / seconds).toFixed(3)}, database ${((afterDb - beforeDb) / seconds).toFixed(3)}`
);
console.log(`lists follow an edit: ${ms(follows)}; a call that waits for it: ${ms(calls)}`);
const all = [app.pid, ...helpers].map((pid) => Math.round(rss(pid))).join(' + ');
console.log(`memory: ${Math.round(idle)} MB when started, ${all} MB now`);
boards.forEach(close);
await app.stop();
app.cleanup();
process.exit(0);
