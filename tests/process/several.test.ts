import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
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
	storedResponses,
	type CallApi,
	type SessionHeaders
} from './support/visitors.ts';

const ENDINGS = Number(process.env.ENDINGS ?? 4);
/** Answers while one of the two is away, and while both are there. */
const ANSWERS = 2;

let several: SeveralApps;
let headers: SessionHeaders;
let api: CallApi;
let journey: Awaited<ReturnType<typeof askedJourney>>;

beforeAll(async () => {
	several = await startSeveral([{}, {}]);
	headers = await signIn(several.url);
	api = apiOf(several.url, headers);
	journey = await askedJourney(api, 'Two processes');
});
afterAll(() => several.close());

it(`two processes, ${ENDINGS} times one of them ended: no edit and no answer is lost, none counts twice, every board is told`, async () => {
	const { url, apps } = several;
	const { code, id } = journey;
	const [ann, bob] = [openBoard(url, headers, id, 'ann'), openBoard(url, headers, id, 'bob')];
	const accepted: string[] = [];
	// Loaded before: nobody answers a form within a second.
	const forms = await Promise.all(Array.from({ length: ENDINGS * ANSWERS * 2 + 1 }, () => loadForm(url, code)));
	let made = 0;
	const typing = setInterval(() => {
		ann.doc.getMap('journey').set(`ann ${made}`, true);
		bob.doc.getMap('journey').set(`bob ${made++}`, true);
	}, 20);
	/** As a phone does it: until it is thanked for. */
	const answer = async (): Promise<void> => {
		const form = forms[accepted.length]!;
		form.set('nps', String(accepted.length % 11));
		await until(() => sendForm(url, code, form), 'an answer is thanked for', 60_000);
		accepted.push(form.get('response')!);
	};
	const someMore = async (what: string): Promise<void> => {
		const before = [ann.seen.size, bob.seen.size] as const;
		for (let n = 0; n < ANSWERS; n++) await answer();
		await until(() => ann.seen.size > before[0] + 5 && bob.seen.size > before[1] + 5, `edits go on ${what}`, 60_000);
	};

	for (let ending = 0; ending < ENDINGS; ending++) {
		await until(() => isSynced(ann) && isSynced(bob), 'both are in', 60_000);
		const [going, staying] = [apps[ending % 2]!, apps[(ending + 1) % 2]!];
		await someMore('with both');
		// The polite way and the other, of each process.
		await (Math.floor(ending / 2) % 2 === 0 ? going.kill() : going.stop());
		await someMore('with one');
		const watching = openBoard(staying.url, headers, id, 'watching');
		await until(() => isSynced(watching), 'the other has the document', 60_000);
		for (const mark of [...ann.seen, ...bob.seen])
			expect(watching.doc.getMap('journey').has(mark), `${mark}, seen before ending ${ending + 1}`).toBe(true);
		close(watching);
		await going.restart();
	}
	clearInterval(typing);
	const boards = apps.map((app, at) => openBoard(app.url, headers, id, `board ${at}`));
	await until(() => [ann, bob, ...boards].every(isSynced), 'all are in', 60_000);
	await answer();
	await until(
		() => boards.every((board) => board.told() === accepted.length),
		'both processes tell their boards',
		60_000
	);
	const size = 2 * made;
	for (const one of [ann, bob, ...boards])
		await until(
			() => [...one.doc.getMap('journey').keys()].filter((key) => / \d+$/.test(key)).length === size,
			'all edits are everywhere',
			60_000
		);

	const stored = await storedResponses(api);
	expect([...stored].sort()).toEqual([...accepted].sort());
	const { stdout } = await promisify(execFile)(process.execPath, ['server/cli.ts', 'recount'], {
		env: { ...process.env, ...several.env }
	});
	expect(stdout.trim()).toMatch(/Every count was right\.$/);
	for (const app of apps) expect(several.proxy.handed.get(app.url)).toBeGreaterThan(20);
	for (const one of [ann, bob, ...boards]) close(one);
}, 600_000);
