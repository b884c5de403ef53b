import { createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { countAttempt, forgetAttempts, uncountAttempt } from './repo/sign-in-attempts.ts';
import type { Database } from '../../db/tables/index.ts';
import type { Limiter } from './sign-in-limits.ts';

export interface StoredLimiterDeps {
	readonly system: Kysely<Database>;
	readonly secret: string;
}

/**
 * Counts in the database, so that several processes do not give several times as many tries. Who tried, and from where,
 * is kept as a keyed hash only.
 * @param name tells its keys from those of other limiters
 */
export function storedLimiter({ system, secret }: StoredLimiterDeps, name: string, windowSeconds: number): Limiter {
	const hashed = (key: string): Buffer =>
		createHmac('sha256', secret).update(`sign-in attempts\0${name}\0${key}`).digest();
	return {
		async consume(key) {
			const { points, left } = await countAttempt(system, hashed(key), windowSeconds);
			return { consumedPoints: points, msBeforeNext: left };
		},
		reward: (key) => uncountAttempt(system, hashed(key)),
		delete: (key) => forgetAttempts(system, hashed(key))
	};
}
