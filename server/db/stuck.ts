import type pg from 'pg';
import type { OutageClient } from './outage.ts';
import { cut, within } from './prove-alive.ts';

/** ms */
const LOOK_EVERY = 1_000;
const LONG = 2_500;
const ASK_TIME = 3_000;

export interface StuckOptions {
	/** Every open connection of the pools. */
	readonly clients: Iterable<OutageClient>;
	/** A new one, which shares nothing with those; not connected yet. */
	readonly createClient: () => pg.Client;
	readonly log: { warn(fields: object, message: string): void };
	readonly every?: number;
	readonly long?: number;
}

/**
 * Finds connections of a pool that wait for an answer which will never come, since the way there broke without a word.
 * A long statement looks the same from here, so the server is asked over a new connection whether it is still at it. If
 * not, or if it does not answer at all (it hangs, whole), the connection is cut, and whoever waits hears at once that the database was away.
 * @returns stop
 */
export function watchStuck({ clients, createClient, log, every = LOOK_EVERY, long = LONG }: StuckOptions): () => void {
	let looking = false;
	/** When the server last said that it is at a connection's statement: asked about again as late as the first time. */
	const seenBusy = new WeakMap<OutageClient, number>();

	/** Waiting longer than is usual, whether since they began or since the server last said that it is at them. */
	const longWaiting = (now: number): OutageClient[] =>
		[...clients].filter(
			(client) => client.waitingSince !== null && Math.max(client.waitingSince, seenBusy.get(client) ?? 0) < now - long
		);

	async function look(): Promise<void> {
		const now = performance.now();
		const asked = longWaiting(now).map((client) => ({ client, since: client.waitingSince, pid: pidOf(client) }));
		if (asked.length === 0) return;
		const busy = await busyOf(asked.map(({ pid }) => pid));
		// No answer: it has not been at any of those either that have become long meanwhile.
		if (busy === null) return cutAll(longWaiting(performance.now()));
		for (const { client, pid } of asked) if (busy.has(pid)) seenBusy.set(client, now);
		// It may have been answered meanwhile, and have begun something new.
		cutAll(
			asked
				.filter(({ client, since, pid }) => client.waitingSince === since && !busy.has(pid))
				.map(({ client }) => client)
		);
	}

	function cutAll(stuck: readonly OutageClient[]): void {
		if (stuck.length > 0) log.warn({ connections: stuck.length }, 'database connections that do not answer are cut');
		for (const client of stuck) cut(client);
	}

	/** @returns whose statements the server is at; null: it did not say within its time */
	async function busyOf(pids: readonly number[]): Promise<ReadonlySet<number> | null> {
		const client = createClient();
		try {
			return await within(
				client,
				ASK_TIME,
				(async () => {
					await client.connect();
					const { rows } = await client.query<{ pid: number }>(
						"select pid from pg_stat_activity where pid = any($1::int[]) and state in ('active', 'fastpath function call')",
						[pids]
					);
					return new Set(rows.map(({ pid }) => pid));
				})()
			);
		} catch (error) {
			// It refused, in words: it works, and of the others nothing is known.
			return isAnswer(error) ? new Set(pids) : null;
		} finally {
			// Not waited for: the next look must not come later because this one's goodbye is not heard.
			void within(client, ASK_TIME, client.end()).catch(() => undefined);
		}
	}

	const timer = setInterval(() => {
		if (looking) return;
		looking = true;
		look()
			.catch((error: unknown) => log.warn({ err: error }, 'could not ask about connections that do not answer'))
			.finally(() => (looking = false));
	}, every).unref();
	return () => clearInterval(timer);
}

/** What the server sent has a severity; what became of a connection has not. */
const isAnswer = (error: unknown): boolean =>
	error instanceof Error && 'severity' in error && error.severity !== undefined;

/** The server's process behind a connection. */
const pidOf = (client: OutageClient): number => (client as unknown as { processID: number | null }).processID ?? 0;
