import type { WebsocketProvider } from 'y-websocket';
import { proveSocket } from './prove-socket.ts';

/**
 * Hears when the browser's network comes and goes. An open socket then has to prove itself.
 * @param changed called after each change
 * @returns stop
 */
export function watchNetwork(provider: WebsocketProvider, isOnline: () => boolean, changed: () => void): () => void {
	let stopProof = (): void => {};
	const onNetwork = (): void => {
		stopProof();
		if (!isOnline() && provider.wsconnected) stopProof = proveSocket(provider, isOnline);
		changed();
	};
	globalThis.addEventListener?.('online', onNetwork);
	globalThis.addEventListener?.('offline', onNetwork);
	return () => {
		stopProof();
		globalThis.removeEventListener?.('online', onNetwork);
		globalThis.removeEventListener?.('offline', onNetwork);
	};
}
