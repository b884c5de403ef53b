import pg from 'pg';
import { AppError, isAppError } from '../errors.ts';
import { codeOf } from '../start-error.ts';
import { cut } from './proof.ts';

/** Seconds after which a restarted server is usually back. */
const RETRY_AFTER = 2;

const codes = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ENOENT',
	'ETIMEDOUT',
	'ENOTFOUND',
	'EAI_AGAIN',
	'53300'
]);

/** What pg says without a code: the other side hung up, or no connection was free in time. */
const words =
	/^(Connection terminated|Client has encountered a connection error|Query read timeout|timeout e(xceeded|xpired)|Client was closed)/;

/** Is it the way to the database that failed, and not the statement? Then trying again may help. */
export function isOutage(error: unknown): boolean {
	const code = codeOf(error);
	// 08…: connection exceptions; 57P0x: stopping, crashed, starting.
	if (code !== undefined) return codes.has(code) || code.startsWith('08') || code.startsWith('57P0');
	return error instanceof Error && words.test(error.message);
}

/** The error as a caller should see it: 503 and when to come back, or itself. */
export const withOutage = (error: unknown): unknown =>
	!isAppError(error) && isOutage(error)
		? new AppError(503, 'database_unavailable', { retryAfter: RETRY_AFTER, cause: error })
		: error;

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

	override query: pg.Client['query'] = ((...args: Parameters<pg.Client['query']>) => {
		// Cursors and callbacks come back as they are; they report to their caller themselves.
		const result: unknown = pg.Client.prototype.query.apply(this, args);
		return result instanceof Promise ? this.#follow(result) : result;
	}) as pg.Client['query'];

	async #follow(result: Promise<unknown>): Promise<unknown> {
		this.#waiting++;
		this.waitingSince ??= performance.now();
		try {
			return await result;
		} catch (error) {
			// The next one would wait behind it: such a connection must not go back to the pool.
			if (error instanceof Error && error.message === 'Query read timeout') cut(this);
			throw withOutage(error);
		} finally {
			this.waitingSince = --this.#waiting === 0 ? null : performance.now();
		}
	}
}

/** The pool as Kysely uses it; waiting in vain for a connection is an outage too. */
export const forKysely = (pool: pg.Pool) => ({
	connect: (): Promise<pg.PoolClient> => pool.connect().catch((error: unknown) => Promise.reject(withOutage(error))),
	end: (): Promise<void> => pool.end(),
	options: pool.options
});
