import * as encoding from 'lib0/encoding';
import { writeSyncStep1 } from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';

/** Milliseconds that an open socket has to prove itself when the browser says that the network is gone. */
const PROOF = 1500;

/**
 * A socket over a dead network looks open for minutes. The browser may also be wrong: a server on this very machine
 * answers without any network. So the socket is asked; when nothing comes back it is given up and a new one is tried.
 * @returns stop
 */
export function proveSocket(provider: WebsocketProvider, isOnline: () => boolean): () => void {
	const asked = Date.now();
	provider.ws?.send(question(provider));
	const timer = setTimeout(() => {
		if (isOnline() || !provider.wsconnected || provider.wsLastMessageReceived >= asked) return;
		provider.disconnect();
		provider.connect();
	}, PROOF);
	return () => clearTimeout(timer);
}

/** "What do you have that I lack?" – the one message of the protocol that is always answered. */
function question({ doc }: WebsocketProvider): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	writeSyncStep1(encoder, doc);
	return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}
