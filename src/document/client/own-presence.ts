import type { WebsocketProvider } from 'y-websocket';

/** What the awareness says of a change: client ids. */
interface AwarenessChange {
	readonly added: readonly number[];
	readonly updated: readonly number[];
	readonly removed: readonly number[];
}

/** Part of the provider that it does not show: the listener that sends what changed in the awareness. */
interface Sending {
	readonly _awarenessUpdateHandler: (change: AwarenessChange, origin: unknown) => void;
}

/** "Who is here?", a message type of the y-websocket protocol. */
const QUERY_AWARENESS = 3;

/**
 * Lets only one's own presence go out. The stock provider sends every state that it hears of back to the server: with
 * twenty people each movement of anybody would travel twenty times.
 */
export function sendOwnPresenceOnly(provider: WebsocketProvider): void {
	const { awareness } = provider;
	const { _awarenessUpdateHandler: send } = provider as unknown as Sending;
	const own = awareness.clientID;
	awareness.off('update', send);
	const sendOwn = (change: AwarenessChange, origin: unknown): void => {
		const is = (ids: readonly number[]): number[] => ids.filter((id) => id === own);
		const mine = { added: is(change.added), updated: is(change.updated), removed: is(change.removed) };
		if (mine.added.length + mine.updated.length + mine.removed.length > 0) send(mine, origin);
	};
	awareness.on('update', sendOwn);
	// Asked who is here, it would tell of everybody.
	provider.messageHandlers[QUERY_AWARENESS] = () => {
		if (awareness.getLocalState() !== null) send({ added: [], updated: [own], removed: [] }, 'asked');
	};
}
