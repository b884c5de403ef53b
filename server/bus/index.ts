import type { Listener } from './listener.ts';
import { readMessage, type BusMessage, BUS_CHANNEL } from './message.ts';

export { createListener, type Listener } from './listener.ts';
export { createLoudspeaker } from './loudspeaker.ts';
export type { BusMessage } from './message.ts';

export interface BusListener {
	message(message: BusMessage): void;
	/** The connection was lost and is back: messages may have been missed. */
	gap(): void;
}

/**
 * What changed, over all processes of the installation. Messages are sent inside transactions (`pg_notify`), so nobody hears
 * of what was not committed.
 */
export interface Bus {
	/** @param workspaceId null: hears of all */
	subscribe(workspaceId: string | null, listener: BusListener): () => void;
	/** For changes that are committed already. */
	publish(message: BusMessage): Promise<void>;
}

export interface BusDeps {
	readonly listener: Pick<Listener, 'hear'>;
	readonly query: (text: string, values: unknown[]) => Promise<unknown>;
}

export function createBus({ listener: connection, query }: BusDeps): Bus {
	const listeners = new Map<string | null, Set<BusListener>>();

	connection.hear(BUS_CHANNEL, {
		message(payload) {
			const message = readMessage(payload);
			if (message === null) return;
			const hearing = [...(listeners.get(message.workspaceId) ?? []), ...(listeners.get(null) ?? [])];
			for (const listener of hearing) listener.message(message);
		},
		gap() {
			for (const some of [...listeners.values()]) for (const listener of [...some]) listener.gap();
		}
	});

	return {
		subscribe(workspaceId, listener) {
			const some = listeners.get(workspaceId) ?? new Set();
			listeners.set(workspaceId, some.add(listener));
			return () => {
				some.delete(listener);
				if (some.size === 0 && listeners.get(workspaceId) === some) listeners.delete(workspaceId);
			};
		},

		async publish(message) {
			await query('select pg_notify($1, $2)', [BUS_CHANNEL, JSON.stringify(message)]);
		}
	};
}
