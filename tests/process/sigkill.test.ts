import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../collab/support/client.ts';
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { newId } from '../support/database.ts';
import {
	apiOf,
	askedJourney,
	close,
	isSynced,
	openBoard,
	sendForm,
	signIn,
	storedResponses,
	type CallApi,
	type SessionHeaders
} from './support/visitors.ts';

const KILLS = Number(process.env.SIGKILLS ?? 20);

let app: BuiltApp;
let headers: SessionHeaders;
let api: CallApi;
let journey: string;
let code: string;

beforeAll(async () => {
	app = await startBuiltApp();
	headers = await signIn(app.url);
	api = apiOf(app.url, headers);
	({ id: journey, code } = await askedJourney(api, 'Killed'));
});

afterAll(async () => {
	await app.stop();
	app.cleanup();
});

const open = (name: string) => openBoard(app.url, headers, journey, name);

/**
 * Answers the survey until told to stop. An id whose 303 has not come yet is sent again, as a phone would: by the
 * other phone at the same time, and after a restart.
 */
async function answer(accepted: Set<string>, owed: Set<string>, stopped: () => boolean): Promise<void> {
	while (!stopped()) {
		const [id = newId()] = owed;
		owed.add(id);
		const form = new URLSearchParams({ response: id, lang: 'en', nps: String(accepted.size % 11) });
		// Killed: this one is sent again after the restart.
		if (!(await sendForm(app.url, code, form))) return;
		accepted.add(id);
		owed.delete(id);
	}
}

it(`after ${KILLS} kills nothing that was seen or thanked for is missing`, async () => {
	const [ann, bob] = [open('ann'), open('bob')];
	const accepted = new Set<string>();
	const owed = new Set<string>();
	let made = 0;
	for (let kill = 0; kill < KILLS; kill++) {
		await until(() => isSynced(ann) && isSynced(bob), 'both are in', 60_000);
		const [seenBefore, acceptedBefore] = [ann.seen.size + bob.seen.size, accepted.size];
		let stop = false;
		const phones = [answer(accepted, owed, () => stop), answer(accepted, owed, () => stop)];
		const typing = setInterval(() => {
			ann.doc.getMap('journey').set(`ann ${made}`, true);
			bob.doc.getMap('journey').set(`bob ${made++}`, true);
		}, 10);
		// Each life is different: killed after 5, 12, 19, … more edits that the other side has seen.
		await until(
			() => ann.seen.size + bob.seen.size >= seenBefore + 5 + ((kill * 7) % 40) && accepted.size >= acceptedBefore + 3,
			'edits are seen and answers accepted',
			60_000
		);
		await app.kill();
		clearInterval(typing);
		stop = true;
		await Promise.all(phones);
		// Nobody may repair the server from his own copy before it was looked at.
		for (const { provider } of [ann, bob]) provider.disconnect();
		await app.restart();

		const fresh = open('fresh');
		await until(() => isSynced(fresh), 'the document is there again', 60_000);
		const kept = fresh.doc.getMap('journey');
		for (const mark of [...ann.seen, ...bob.seen])
			expect(kept.has(mark), `${mark}, seen before kill ${kill + 1}`).toBe(true);
		close(fresh);
		for (const { provider } of [ann, bob]) provider.connect();
	}
	let stop = false;
	const again = [...owed];
	const last = answer(accepted, owed, () => stop);
	await until(() => again.every((id) => accepted.has(id)), 'sent again', 30_000);
	await until(
		() => isSynced(ann) && isSynced(bob) && ann.doc.getMap('journey').size === bob.doc.getMap('journey').size,
		'equal again',
		60_000
	);
	stop = true;
	await last;

	const stored = await storedResponses(api);
	expect(new Set(stored).size, 'each counts once').toBe(stored.length);
	const missing = [...accepted].filter((id) => !stored.includes(id));
	expect(missing).toEqual([]);
	close(ann);
	close(bob);
}, 600_000);
