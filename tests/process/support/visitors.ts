import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageTypes } from '#document/core/close-codes.ts';
import { OWNER } from '../../support/built-app.ts';

export type SessionHeaders = Readonly<Record<string, string>>;

/** Somebody's session, by the sign-in page; the owner's. @param url the address people use */
export async function signIn(
	url: string,
	who: { readonly email: string; readonly password: string } = OWNER
): Promise<SessionHeaders> {
	const answer = await fetch(`${url}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ email: who.email, password: who.password })
	});
	const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
	if (answer.status !== 303 || cookie.length === 0) throw new Error(`signing in: ${answer.status}`);
	return { cookie: cookie.join('; '), origin: url };
}

/** The session of somebody new, who comes by an invitation. @param headers of who invites */
export async function invited(
	url: string,
	headers: SessionHeaders,
	role: string,
	name = 'Colleague'
): Promise<SessionHeaders> {
	const { token } = await apiOf(url, headers)<{ token: string }>('POST', '/invitations', { role });
	const answer = await fetch(`${url}/invite/${token}?/accept`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ name, email: `${token}@example.com`.slice(-60), password: OWNER.password })
	});
	const cookie = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0]);
	if (answer.status !== 303 || cookie.length === 0) throw new Error(`joining: ${answer.status}`);
	return { cookie: cookie.join('; '), origin: url };
}

export type CallApi = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** The public API with somebody's session. @throws with the answer when it is not 2xx */
export const apiOf =
	(url: string, headers: SessionHeaders): CallApi =>
	async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const answer = await fetch(`${url}/api/v1${path}`, {
			method,
			headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
			...(body === undefined ? {} : { body: JSON.stringify(body) })
		});
		if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	};

/** A journey that asks for NPS at its first touchpoint. */
export async function askedJourney(api: CallApi, title: string) {
	const { id } = await api<{ id: string }>('POST', '/journeys', { title, template: 'retail' });
	const { touchpoints } = await api<{ touchpoints: { id: string }[] }>('GET', `/journeys/${id}`);
	const touchpoint = touchpoints[0]!.id;
	const { collector } = await api<{ collector: { code: string } }>('POST', `/touchpoints/${touchpoint}/ask`, {
		journeyId: id,
		kind: 'nps'
	});
	return { id, touchpoint, code: collector.code };
}

export interface Editor {
	readonly doc: Y.Doc;
	readonly provider: WebsocketProvider;
	/** Marks of other editors that arrived here. */
	readonly seen: Set<string>;
	/** The largest number of answers that this board was told of. */
	readonly told: () => number;
}

/** A board as a stock client opens it. */
export function openBoard(url: string, headers: SessionHeaders, journey: string, name: string): Editor {
	const doc = new Y.Doc();
	const Socket = class extends WebSocket {
		constructor(address: string | URL) {
			super(address, { headers });
		}
	};
	const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/collab`, `journey/${journey}`, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		maxBackoffTime: 200
	});
	let told = 0;
	provider.messageHandlers[messageTypes.durable] = () => {};
	provider.messageHandlers[messageTypes.epoch] = () => {};
	provider.messageHandlers[messageTypes.access] = () => {};
	provider.messageHandlers[messageTypes.event] = (_encoder: unknown, decoder: decoding.Decoder) => {
		if (decoding.readVarString(decoder) !== 'score') return;
		const { scores } = JSON.parse(decoding.readVarString(decoder)) as { scores: { n: number }[] };
		told = Math.max(told, ...scores.map(({ n }) => n));
	};
	const seen = new Set<string>();
	doc.getMap('journey').observe(({ transaction, keysChanged }) => {
		if (!transaction.local) for (const key of keysChanged) if (!key.startsWith(name)) seen.add(key);
	});
	return { doc, provider, seen, told: () => told };
}

export function close({ doc, provider }: Editor): void {
	provider.destroy();
	provider.awareness.destroy();
	doc.destroy();
}

export const isSynced = ({ provider }: Editor): boolean => provider.synced;

/** A form of the survey as a browser has it before somebody answers. */
export async function loadForm(url: string, code: string): Promise<URLSearchParams> {
	const page = await (await fetch(`${url}/s/${code}`, { headers: { accept: 'text/html' } })).text();
	const fields = [...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
	const form = new URLSearchParams(fields.map(([, name, value]) => [name!, value!]));
	if (!form.has('response') || !form.has('_ticket')) throw new Error(`no form at /s/${code}:\n${page.slice(0, 500)}`);
	return form;
}

/** Sends a form. @returns whether it was thanked for; false: nobody can tell what became of it, and it is to be sent again */
export async function sendForm(url: string, code: string, form: URLSearchParams): Promise<boolean> {
	try {
		const reply = await fetch(`${url}/s/${code}`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: url, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
			body: form
		});
		await reply.arrayBuffer();
		return reply.status === 303;
	} catch {
		return false;
	}
}

/** Ids of every answer that is stored. */
export async function storedResponses(api: CallApi): Promise<string[]> {
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
