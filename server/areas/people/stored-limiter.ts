import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { OpenDb } from '../../db/client.ts';
import type { Limiter } from './sign-in-limits.ts';

export interface StoredLimiterDeps {
	readonly query: OpenDb['query'];
	readonly secret: string;
	readonly log: Pick<Logger, 'warn'>;
	/** Longest wait for the database, ms. */
	readonly patience?: number;
}

/** Long beyond every statement of a database that is well, and short enough to be waited for at a form. */
const PATIENCE_MS = 2000;

/** The most that fits into its column: what is too many is decided elsewhere. */
const POINTS = 2 ** 31 - 1;

/**
 * Counts in the database, so that several processes do not give several times as many tries. Who tried, and from where,
 * is kept as a keyed hash only. While the database does not answer, each process counts for itself.
 * @param name tells its keys from those of other limiters
 */
export function storedLimiter(
	{ query, secret, log, patience = PATIENCE_MS }: StoredLimiterDeps,
	name: string,
	windowSeconds: number
): Limiter {
	const counting = { keyPrefix: name, points: POINTS, duration: windowSeconds };
	async function ask({ name: statement, text, values }: { name?: string; text: string; values: unknown[] }) {
		try {
			return await within(patience, query(text, values, statement));
		} catch (error) {
			log.warn(
				{ err: error, limiter: name },
				'tries are counted by this process alone: the database did not count them'
			);
			throw error;
		}
	}
	const limiter = new RateLimiterPostgres({
		...counting,
		storeClient: { query: ask },
		storeType: 'client',
		tableName: 'rate_limit',
		tableCreated: true,
		clearExpiredByTimeout: false,
		insuranceLimiter: new RateLimiterMemory(counting)
	});
	const hashed = (key: string): string =>
		createHmac('sha256', secret).update(`rate limit\0${name}\0${key}`).digest('base64url');
	return {
		consume: (key) => limiter.consume(hashed(key)),
		reward: (key) => limiter.reward(hashed(key)),
		delete: (key) => limiter.delete(hashed(key))
	};
}

/** Whatever comes of it later is nobody's any more. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_done, fail) => {
		timer = setTimeout(() => fail(new Error(`no answer within ${ms} ms`)), ms);
	});
	try {
		return await Promise.race([answer, late]);
	} finally {
		clearTimeout(timer);
	}
}
