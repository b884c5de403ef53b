import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { messageYjsSyncStep2 } from 'y-protocols/sync';
import { messageSync, WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import { schemaNumberOf } from '#domain/shared/schema-versions.ts';
import { isSeeded } from '../core/about.ts';
import { isFinal, messageTypes } from '../core/close-codes.ts';
import { type DocumentKind, documentName, type KindTypes } from '../core/kind.ts';
import { takingEarly } from './early-socket.ts';
import { sendOwnPresenceOnly } from './own-presence.ts';
import { editsIn, tellingSocket } from './pending.ts';
import { unheard } from './unheard.ts';

interface ProviderOptions<T extends KindTypes> {
	/** `wss://host/collab`, without a slash at the end. */
	readonly url: string;
	readonly kind: DocumentKind<T>;
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

/**
 * Hands on what the server answers to an empty document as it came: Yjs would write all of it down once more for whoever
 * listens, which takes as long as reading it. Nobody else hears of it.
 */
export function keepWhole(provider: WebsocketProvider, doc: Y.Doc, keep: (update: Uint8Array) => void): void {
	const stock = provider.messageHandlers[messageSync]!;
	provider.messageHandlers[messageSync] = (encoder, decoder, ...rest) => {
		const whole = doc.store.clients.size === 0 ? answerIn(decoder) : null;
		if (whole === null) return stock(encoder, decoder, ...rest);
		const heardAgain = unheard(doc, provider);
		try {
			stock(encoder, decoder, ...rest);
		} finally {
			heardAgain();
		}
		keep(whole);
	};
}

/** The content of a message that answers "what do you have"; the decoder stays where it is. */
function answerIn(decoder: decoding.Decoder): Uint8Array | null {
	const ahead = decoding.clone(decoder);
	return decoding.readVarUint(ahead) === messageYjsSyncStep2 ? decoding.readVarUint8Array(ahead) : null;
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
