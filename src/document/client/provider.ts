import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import { messageSync, WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import { isSeeded } from '../core/about.ts';
import { isFinal, messageTypes } from '../core/close-codes.ts';
import { documentName, type JoinedKind, type KindTypes } from '../core/kind.ts';
import { takingEarly } from './early-socket.ts';
import { nextTask } from './next-task.ts';
import { sendOwnPresenceOnly } from './own-presence.ts';
import { editsIn, tellingSocket } from './pending.ts';
import { unheard } from './unheard.ts';

interface ProviderOptions<T extends KindTypes> {
	/** `wss://host/collab`, without a slash at the end. */
	readonly url: string;
	readonly kind: JoinedKind<T>;
	readonly id: string;
	readonly doc: Y.Doc;
	readonly WebSocket?: typeof WebSocket;
}

/**
 * The stock provider as our server wants it; it does not connect yet.
 * @param onSent called before a message with edits leaves
 */
export function openProvider<T extends KindTypes>(
	{ url, kind, id, doc, WebSocket = globalThis.WebSocket }: ProviderOptions<T>,
	onSent: (edits: 'edit' | 'everything') => void
): WebsocketProvider {
	const provider = new WebsocketProvider(url, documentName(kind, id), doc, {
		connect: false,
		// Tabs talk through the server alone: nothing is shown anywhere before it is durable.
		disableBc: true,
		params: { schema: String(schemaNumberOf(kind.schema.current)) },
		WebSocketPolyfill: tellingSocket(
			takingEarly(WebSocket, () => !isSeeded(doc)),
			(message) => {
				const edits = editsIn(message);
				if (edits) onSent(edits);
			}
		),
		shouldReconnect: ({ code }) => !isFinal(code)
	});
	sendOwnPresenceOnly(provider);
	return provider;
}

/** Whoever comes back says which copy of the document it has, so that it is never merged into another. */
export function nameEpoch(provider: WebsocketProvider, epoch: number): void {
	provider.params = { ...provider.params, epoch: String(epoch) };
}

/** Above so many bytes an update is read in a task of its own. */
const LARGE = 16_384;

/**
 * Reads what the server sends to an empty document piece by piece, so that the page stays quick meanwhile, and hands it
 * on as it came once all of it is there: Yjs would write all of it down once more for whoever listens, which takes as
 * long as reading it. Nobody else hears of it.
 */
export function keepWhole(provider: WebsocketProvider, doc: Y.Doc, keep: (update: Uint8Array) => void): void {
	const stock = provider.messageHandlers[messageSync]!;
	const kept: Uint8Array[] = [];
	let waiting: (() => number)[] = [];
	let reading = false;
	let state: 'new' | 'arriving' | 'whole' = 'new';
	async function readAll(): Promise<void> {
		reading = true;
		try {
			for (let next = waiting.shift(); next; next = waiting.shift()) if (next() > LARGE) await nextTask();
		} finally {
			reading = false;
		}
	}
	// What is left comes again with the next connection.
	provider.on('connection-close', () => (waiting = []));
	provider.messageHandlers[messageSync] = (encoder, decoder, ...rest) => {
		const content = contentIn(decoder);
		if (state === 'new') state = doc.store.clients.size === 0 ? 'arriving' : 'whole';
		const isSmall = content === null || (state === 'whole' && content.update.length <= LARGE);
		if (content === null || (isSmall && !reading)) return stock(encoder, decoder, ...rest);
		const ahead = decoding.clone(decoder);
		waiting.push(() => {
			const heardAgain = state === 'arriving' ? unheard(doc, provider) : () => undefined;
			try {
				stock(encoder, ahead, ...rest);
			} finally {
				heardAgain();
			}
			if (state === 'arriving') kept.push(content.update);
			if (content.isLast && state === 'arriving') {
				state = 'whole';
				kept.splice(0).forEach(keep);
			}
			return content.update.length;
		});
		if (!reading) void readAll();
	};
}

/** The update in a sync message, and whether it ends an answer to "what do you have"; the decoder stays where it is. */
function contentIn(decoder: decoding.Decoder): { update: Uint8Array; isLast: boolean } | null {
	const ahead = decoding.clone(decoder);
	const type = decoding.readVarUint(ahead);
	if (type !== messageYjsSyncStep2 && type !== messageYjsUpdate) return null;
	return { update: decoding.readVarUint8Array(ahead), isLast: type === messageYjsSyncStep2 };
}

/** What our server says beyond the protocol of the stock one. */
export interface ServerMessages {
	/** The first so many messages of this connection are stored. */
	readonly durable: (messages: number) => void;
	/** What this person may do has changed. */
	readonly access: (mayEdit: boolean) => void;
	/** Which copy of the document the server has. */
	readonly epoch: (epoch: number) => void;
	/** Something happened around the document; `data` is parsed JSON, still to be checked. */
	readonly event: (name: string, data: unknown) => void;
}

/** Says something around the document. Servers that have not said `following` would take it for a broken message. */
export function say(provider: WebsocketProvider, name: string, data: object): void {
	if (!provider.wsconnected) return;
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, messageTypes.said);
	encoding.writeVarString(encoder, name);
	encoding.writeVarString(encoder, JSON.stringify(data));
	provider.ws?.send(encoding.toUint8Array(encoder));
}

export function hearServer(provider: WebsocketProvider, heard: ServerMessages): void {
	provider.messageHandlers[messageTypes.durable] = (_encoder, decoder) => heard.durable(decoding.readVarUint(decoder));
	provider.messageHandlers[messageTypes.access] = (_encoder, decoder) =>
		heard.access(decoding.readVarUint(decoder) !== 0);
	provider.messageHandlers[messageTypes.epoch] = (_encoder, decoder) => heard.epoch(decoding.readVarUint(decoder));
	provider.messageHandlers[messageTypes.event] = (_encoder, decoder) => {
		const name = decoding.readVarString(decoder);
		heard.event(name, JSON.parse(decoding.readVarString(decoder)));
	};
}
