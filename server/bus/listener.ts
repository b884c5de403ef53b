import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { proveAlive, within } from '../db/prove-alive.ts';

export interface ChannelListener {
	message(payload: string): void;
	/** The connection was lost and is back: messages may have been missed. */
	gap(): void;
}

/**
 * Everything that other processes say, on one connection of its own (PostgreSQL LISTEN). It is asked whether it lives, and
 * made again when it does not; then every channel is told of the gap, and looks at what it may have missed.
 */
export interface Listener {
	/** Resolves when listening; more than one may ask. */
	start(): Promise<void>;
	/** From now on, or from the start on. @returns stop */
	hear(channel: string, listener: ChannelListener): () => void;
	stop(): Promise<void>;
}

export interface ListenerDeps {
	/** A client of its own, not connected yet. */
	readonly createClient: () => pg.Client;
	readonly log: { warn(fields: object, message: string): void };
	/** How often, and for how long, the connection is asked whether it lives (ms). */
	readonly proof?: { readonly every: number; readonly time: number };
}

/** ms */
const CONNECT_TIME = 10_000;
const GOODBYE_TIME = 2_000;
const LONGEST_WAIT = 5_000;

export function createListener({ createClient, log, proof }: ListenerDeps): Listener {
	const channels = new Map<string, Set<ChannelListener>>();
	const stopping = new AbortController();
	let client: pg.Client | null = null;
	let running: Promise<void> | undefined;
	const first = Promise.withResolvers<void>();
	let listened = false;

	/** Listens until the connection is lost. */
	async function listen(): Promise<void> {
		const mine = createClient();
		const lost = new Promise<void>((resolve) => mine.once('end', resolve));
		mine.on('notification', ({ channel, payload = '' }) => {
			for (const listener of [...(channels.get(channel) ?? [])]) listener.message(payload);
		});
		try {
			await within(mine, CONNECT_TIME, subscribeAll(mine));
			// Whoever stopped while it connected had no client to end.
			if (stopping.signal.aborted) return;
			if (listened) for (const some of channels.values()) for (const listener of [...some]) listener.gap();
			listened = true;
			first.resolve();
			const stopProof = proveAlive(mine, {
				...proof,
				onDead: () => log.warn({}, 'the connection that listens does not answer')
			});
			await lost.finally(stopProof);
		} finally {
			client = null;
			await within(mine, GOODBYE_TIME, mine.end()).catch(() => undefined);
		}
	}

	async function subscribeAll(mine: pg.Client): Promise<void> {
		await mine.connect();
		client = mine;
		for (const channel of channels.keys()) await subscribe(mine, channel);
	}

	const subscribe = (to: pg.Client, channel: string): Promise<unknown> =>
		to.query(`listen ${pg.escapeIdentifier(channel)}`);

	async function run(): Promise<void> {
		let failures = 0;
		while (!stopping.signal.aborted) {
			try {
				const before = performance.now();
				await listen();
				if (performance.now() - before > LONGEST_WAIT) failures = 0;
			} catch (error) {
				log.warn({ err: error }, 'what other processes say cannot be heard; trying again');
			}
			if (stopping.signal.aborted) return;
			const wait = Math.min(LONGEST_WAIT, 100 * 2 ** failures++);
			await delay(wait / 2 + Math.random() * (wait / 2), undefined, { signal: stopping.signal }).catch(() => undefined);
		}
	}

	return {
		start() {
			running ??= run();
			return first.promise;
		},

		hear(channel, listener) {
			const some = channels.get(channel);
			if (some) some.add(listener);
			else {
				channels.set(channel, new Set([listener]));
				// One that breaks here is made again, with this channel.
				if (client) subscribe(client, channel).catch(() => undefined);
			}
			return () => void channels.get(channel)?.delete(listener);
		},

		async stop() {
			stopping.abort();
			if (client) await within(client, GOODBYE_TIME, client.end());
			await running;
		}
	};
}
