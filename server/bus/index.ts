import { setTimeout as delay } from 'node:timers/promises';
import type { Client, Notification } from 'pg';
import type { Logger } from 'pino';
import { proveAlive, within } from '../db/prove-alive.ts';
import { readMessage, type BusMessage, BUS_CHANNEL } from './message.ts';

export type { BusMessage } from './message.ts';

export interface BusListener {
	message(message: BusMessage): void;
	/** The connection was lost and is back: messages may have been missed. */
	gap(): void;
}

/**
 * What changed, over all processes of the installation: PostgreSQL LISTEN on one connection of its own. Messages are
 * sent inside transactions (`pg_notify`), so nobody hears of what was not committed.
 */
export interface Bus {
	/** Resolves when listening. */
	start(): Promise<void>;
	/** @param workspaceId null: hears of all */
	subscribe(workspaceId: string | null, listener: BusListener): () => void;
	/** For changes that are committed already. */
	publish(message: BusMessage): Promise<void>;
	stop(): Promise<void>;
}

export interface BusDeps {
	/** A client of its own, not connected yet. */
	readonly createClient: () => Client;
	readonly query: (text: string, values: unknown[]) => Promise<unknown>;
	readonly log: Pick<Logger, 'warn' | 'info'>;
	/** How often, and for how long, the connection is asked whether it lives (ms). */
	readonly proof?: { readonly every: number; readonly time: number };
}

/** ms */
const CONNECT_TIME = 10_000;
const GOODBYE_TIME = 2_000;
const LONGEST_WAIT = 5_000;

export function createBus({ createClient, query, log, proof }: BusDeps): Bus {
	const listeners = new Map<string | null, Set<BusListener>>();
	const stopping = new AbortController();
	let client: Client | null = null;
	let running: Promise<void> | undefined;

	function heard({ payload }: Notification): void {
		const message = payload === undefined ? null : readMessage(payload);
		if (message === null) return;
		const hearing = [...(listeners.get(message.workspaceId) ?? []), ...(listeners.get(null) ?? [])];
		for (const listener of hearing) listener.message(message);
	}

	/** Listens until the connection is lost. */
	async function listen(onListening: () => void): Promise<void> {
		const mine = createClient();
		const lost = new Promise<void>((resolve) => mine.once('end', resolve));
		mine.on('notification', heard);
		try {
			await within(
				mine,
				CONNECT_TIME,
				mine.connect().then(() => mine.query(`listen ${BUS_CHANNEL}`))
			);
			// Whoever stopped the bus while it connected had no client to end.
			if (stopping.signal.aborted) return;
			client = mine;
			onListening();
			const stopProof = proveAlive(mine, {
				...proof,
				onDead: () => log.warn({}, 'the connection of the bus does not answer')
			});
			await lost.finally(stopProof);
		} finally {
			client = null;
			await within(mine, GOODBYE_TIME, mine.end()).catch(() => undefined);
		}
	}

	async function run(onFirst: () => void): Promise<void> {
		let failures = 0;
		let first = true;
		while (!stopping.signal.aborted) {
			try {
				await listen(() => {
					failures = 0;
					if (first) onFirst();
					else for (const some of listeners.values()) for (const listener of [...some]) listener.gap();
					first = false;
				});
			} catch (error) {
				log.warn({ err: error }, 'the bus cannot listen; trying again');
			}
			if (stopping.signal.aborted) return;
			const wait = Math.min(LONGEST_WAIT, 100 * 2 ** failures++);
			await delay(wait / 2 + Math.random() * (wait / 2), undefined, { signal: stopping.signal }).catch(() => undefined);
		}
	}

	return {
		start: () =>
			new Promise((resolve) => {
				running ??= run(resolve);
			}),

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
		},

		async stop() {
			stopping.abort();
			if (client) await within(client, GOODBYE_TIME, client.end());
			await running;
		}
	};
}
