import * as encoding from 'lib0/encoding';
import { writeSyncStep1 } from 'y-protocols/sync';
import type { WebsocketProvider } from 'y-websocket';

/** Milliseconds in which what was on its way when the network went still arrives: it proves nothing. */
const SETTLE = 500;

/** Milliseconds that an open socket then has to prove itself. */
const PROOF = 1000;

/**
 * A socket over a dead network looks open for minutes. The browser may also be wrong: a server on this very machine
 * answers without any network. So the socket is asked; when nothing comes back it is given up and a new one is tried.
 * @returns stop
 */
export function proveSocket(provider: WebsocketProvider, isOnline: () => boolean): () => void {
	let timer = setTimeout(ask, SETTLE);
	function ask(): void {
		const asked = Date.now();
		const socket = provider.ws;
		if (!provider.wsconnected || socket === null) return;
		socket.send(question(provider));
		timer = setTimeout(() => {
			if (isOnline() || provider.ws !== socket || provider.wsLastMessageReceived >= asked) return;
			provider.disconnect();
			provider.connect();
		}, PROOF);
	}
	return () => clearTimeout(timer);
}

/** "What do you have that I lack?" – the one message of the protocol that is always answered. */
function question({ doc }: WebsocketProvider): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarUint(encoder, 0);
	writeSyncStep1(encoder, doc);
	return encoding.toUint8Array(encoder) as Uint8Array<ArrayBuffer>;
}
