import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { messageTypes } from '#document/core/close-codes.ts';

/** A stock y-websocket client with what the tests want to know about it. */
export interface Editor {
	readonly doc: Y.Doc;
	readonly cards: Y.Map<unknown>;
	readonly provider: WebsocketProvider;
	/** Highest `durable(n)` of the present connection. */
	readonly durable: () => number;
	readonly readOnly: () => boolean;
	/** Which copy of the document the server says this is. */
	readonly epoch: () => number;
	/** Close codes so far. */
	readonly codes: number[];
	destroy(): void;
}

export interface EditorOptions {
	readonly params?: Record<string, string>;
	readonly kind?: string;
	readonly doc?: Y.Doc;
}

/** Opens a document as `user`, like a browser would. Does not wait. */
export function openEditor(url: string, id: string, user = 'ann', options: EditorOptions = {}): Editor {
	const doc = options.doc ?? new Y.Doc();
	const Socket = class extends WebSocket {
		constructor(address: string | URL) {
			super(address, { headers: { 'x-user': user } });
		}
	};
	const provider = new WebsocketProvider(url, `${options.kind ?? 'journey'}/${id}`, doc, {
		WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
		disableBc: true,
		maxBackoffTime: 200,
		...(options.params && { params: options.params })
	});
	let durable = 0;
	let readOnly = false;
	let epoch = 0;
	const codes: number[] = [];
	provider.messageHandlers[messageTypes.durable] = (_encoder: unknown, decoder: decoding.Decoder) => {
		durable = decoding.readVarUint(decoder);
	};
	provider.messageHandlers[messageTypes.access] = (_encoder: unknown, decoder: decoding.Decoder) => {
		readOnly = decoding.readVarUint(decoder) === 0;
	};
	provider.messageHandlers[messageTypes.epoch] = (_encoder: unknown, decoder: decoding.Decoder) => {
		epoch = decoding.readVarUint(decoder);
	};
	provider.on('connection-close', (event: { code: number } | null) => {
		durable = 0;
		if (event) codes.push(event.code);
	});
	return {
		doc,
		cards: doc.getMap('cards'),
		provider,
		durable: () => durable,
		readOnly: () => readOnly,
		epoch: () => epoch,
		codes,
		destroy: () => {
			provider.destroy();
			provider.awareness.destroy();
			doc.destroy();
		}
	};
}

/** Waits for a condition; never for a time. @throws when it does not come true */
export async function until(condition: () => boolean | Promise<boolean>, what: string, time = 10_000): Promise<void> {
	const end = performance.now() + time;
	while (!(await condition())) {
		if (performance.now() > end) throw new Error(`waited ${time} ms in vain: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

export const synced = (...editors: Editor[]): Promise<void> =>
	until(() => editors.every(({ provider }) => provider.synced), 'all editors have the document');

/** The same content, the same clocks and the same deletions. */
export const sameContent = (a: Y.Doc, b: Y.Doc): boolean =>
	Buffer.compare(Y.encodeStateAsUpdate(a), Y.encodeStateAsUpdate(b)) === 0 ||
	(JSON.stringify(a.toJSON()) === JSON.stringify(b.toJSON()) && Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b)));

export interface RawSocket {
	readonly ws: WebSocket;
	readonly messages: Buffer[];
	code: number | null;
	send(...bytes: number[]): void;
}

/** A socket that sends whatever it wants. */
export async function openRaw(
	url: string,
	id: string,
	user = 'bob',
	kind = 'journey',
	headers: Record<string, string> = {}
): Promise<RawSocket> {
	const ws = new WebSocket(`${url}/${kind}/${id}`, { headers: { 'x-user': user, ...headers } });
	const raw: RawSocket = { ws, messages: [], code: null, send: (...bytes) => ws.send(Uint8Array.from(bytes)) };
	ws.on('message', (data: Buffer) => raw.messages.push(data));
	ws.on('close', (code) => (raw.code = code));
	await new Promise<void>((resolve, reject) => {
		ws.once('open', () => resolve());
		ws.once('error', reject);
	});
	return raw;
}
