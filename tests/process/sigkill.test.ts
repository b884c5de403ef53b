import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { OWNER, startBuiltApp, type BuiltApp } from '../support/built-app.ts';
import { newId } from '../support/database.ts';
import { until } from '../collab/support/client.ts';

const KILLS = Number(process.env.SIGKILLS ?? 20);

let app: BuiltApp;
let headers: Record<string, string>;
let journey: string;
let code: string;

const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
	const answer = await fetch(`${app.url}/api/v1${path}`, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) })
	});
	if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
	return (await answer.json()) as T;
};

const signIn = async (): Promise<Record<string, string>> => {
	const answer = await fetch(`${app.url}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: app.url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(OWNER)
	});
	const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
	if (answer.status !== 303 || cookie.length === 0) throw new Error(`signing in: ${answer.status}`);
	return { cookie: cookie.join('; '), origin: app.url };
};

beforeAll(async () => {
	app = await startBuiltApp();
	headers = await signIn();
	journey = (await api<{ id: string }>('POST', '/journeys', { title: 'Killed', template: 'retail' })).id;
	const { touchpoints } = await api<{ touchpoints: { id: string }[] }>('GET', `/journeys/${journey}`);
	const asked = await api<{ collector: { code: string } }>('POST', `/touchpoints/${touchpoints[0]!.id}/ask`, {
		journeyId: journey,
		kind: 'nps'
	});
	code = asked.collector.code;
});

afterAll(async () => {
	await app.stop();
	app.cleanup();
});

interface Editor {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	/** Marks of the other editor that arrived here. */
	readonly seen: Set<string>;
}

/** An editor with the owner's session, as a stock client. */
function open(name: string): Editor {
	const doc = new Y.Doc();
	const Socket = class extends WebSocket {
		constructor(address: string | URL) {
			super(address, { headers });
		}
	};
	const provider = new WebsocketProvider(`${app.url.replace('http', 'ws')}/collab`, `journey/${journey}`, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true
	});
	provider.messageHandlers[100] = () => {};
	provider.messageHandlers[102] = () => {};
	const seen = new Set<string>();
	doc.getMap('journey').observe(({ transaction, keysChanged }) => {
		if (!transaction.local) for (const key of keysChanged) if (!key.startsWith(name)) seen.add(key);
	});
	return { doc, provider, seen };
}

function close({ doc, provider }: Editor): void {
	provider.destroy();
	provider.awareness.destroy();
	doc.destroy();
}

const isSynced = ({ provider }: Editor): boolean => provider.synced;

/**
 * Answers the survey until told to stop. An id whose 303 has not come yet is sent again, as a phone would: by the
 * other phone at the same time, and after a restart.
 */
async function answer(accepted: Set<string>, owed: Set<string>, stopped: () => boolean): Promise<void> {
	while (!stopped()) {
		const [id = newId()] = owed;
		owed.add(id);
		try {
			const reply = await fetch(`${app.url}/s/${code}`, {
				method: 'POST',
				redirect: 'manual',
				headers: { origin: app.url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
				body: new URLSearchParams({ response: id, lang: 'en', nps: String(accepted.size % 11) })
			});
			await reply.arrayBuffer();
			if (reply.status === 303) {
				accepted.add(id);
				owed.delete(id);
			}
		} catch {
			return; // killed: this one is sent again after the restart
		}
	}
}

async function storedResponses(): Promise<string[]> {
	const ids: string[] = [];
	let cursor: string | null = null;
	do {
		const page: { items: { id: string }[]; next: string | null } = await api(
			'GET',
			`/responses?limit=100${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`
		);
		ids.push(...page.items.map(({ id }) => id));
		cursor = page.next;
	} while (cursor);
	return ids;
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

	const stored = await storedResponses();
	expect(new Set(stored).size, 'each counts once').toBe(stored.length);
	const missing = [...accepted].filter((id) => !stored.includes(id));
	expect(missing).toEqual([]);
	close(ann);
	close(bob);
}, 600_000);
