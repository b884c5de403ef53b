import pg from 'pg';
import { AppError, isAppError } from '../platform/errors.ts';
import { codeOf } from '../platform/start-error.ts';
import { cut } from './prove-alive.ts';

/** Seconds after which a restarted server is usually back. */
const RETRY_AFTER = 2;
/** Seconds until somebody may have made room. */
const RETRY_AFTER_FULL = 30;

const codes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/**
 * SQLSTATEs of a server that cannot work now, whatever the statement: 08… connection exceptions, 53… insufficient resources,
 * 57P0x stopping, crashed, starting, 58… system errors (I/O); 25P03, 25P04: it ended a session of ours that took too long.
 */
const states = /^(08|53|57P0|58|25P0[34])/;

/** What pg says without a code: the other side hung up, or no connection was free in time. */
const words =
	/^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout e(xceeded|xpired)|Client was closed)/;

/** Is it the database that fails, or the way to it, and not the statement? Then trying again may help. */
export function isOutage(error: unknown): boolean {
	const code = codeOf(error);
	if (code !== undefined) return codes.has(code) || states.test(code);
	return error instanceof Error && words.test(error.message);
}

/** PostgreSQL could not write because there was no room. */
export const isFull = (error: unknown): boolean => codeOf(error) === '53100';

/** The error as a caller should see it: 503 and when to come back, or itself. */
export function withOutage(error: unknown): unknown {
	if (isAppError(error) || !isOutage(error)) return error;
	return isFull(error)
		? new AppError(503, 'storage_full', { retryAfter: RETRY_AFTER_FULL, cause: error })
		: new AppError(503, 'database_unavailable', { retryAfter: RETRY_AFTER, cause: error });
}

/** A client whose promised queries say when the database is away, and since when one waits for its answer. */
export class OutageClient extends pg.Client {
	/** Monotonic ms since when an answer is waited for; null: none is. */
	waitingSince: number | null = null;
	#waiting = 0;

	constructor(config?: string | pg.ClientConfig) {
		super(config);
		// The pool listens only while a client is idle. In use, the running query rejects; but the event without a
		// listener would end the process besides.
		this.on('error', () => undefined);
	}

	override query: pg.Client['query'] = ((...args: unknown[]) => {
		const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
		// The pool's own `query` comes with a callback.
		const at = args.findLastIndex((arg) => typeof arg === 'function');
		if (at >= 0) {
			const callback = args[at] as (...given: unknown[]) => void;
			this.#begin();
			args[at] = (error: unknown, ...given: unknown[]) => (this.#end(error), callback(error, ...given));
			return query.apply(this, args);
		}
		const result = query.apply(this, args);
		// Cursors come back as they are; they report to their caller themselves.
		return result instanceof Promise ? this.#follow(result) : result;
	}) as pg.Client['query'];

	/** Called when a query failed for want of room. */
	onFull(): void {}

	async #follow(result: Promise<unknown>): Promise<unknown> {
		this.#begin();
		try {
			const found = await result;
			this.#end(null);
			return found;
		} catch (error) {
			this.#end(error);
			throw withOutage(error);
		}
	}

	#begin(): void {
		this.#waiting++;
		this.waitingSince ??= performance.now();
	}

	#end(error: unknown): void {
		this.waitingSince = --this.#waiting === 0 ? null : performance.now();
		if (isFull(error)) this.onFull();
		// The next one would wait behind it: such a connection must not go back to the pool.
		if (error instanceof Error && error.message === 'Query read timeout') cut(this);
	}
}

/** The pool as Kysely uses it; waiting in vain for a connection is an outage too. */
export const forKysely = (pool: pg.Pool) => ({
	connect: (): Promise<pg.PoolClient> => pool.connect().catch((error: unknown) => Promise.reject(withOutage(error))),
	end: (): Promise<void> => pool.end(),
	options: pool.options
});
