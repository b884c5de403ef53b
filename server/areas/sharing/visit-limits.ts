import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { network } from '../../platform/addresses.ts';
import { AppError } from '../../platform/errors.ts';

/**
 * How often a link may be read from one network: far more than walls and people of a company do, far less than a program
 * that asks without end. Counted by each process for itself: reading changes nothing, and a password has counters in the
 * database (`sign-in-limits.ts`).
 */
export interface VisitLimits {
	/**
	 * @param cost of what is asked for, 1 for numbers
	 * @throws AppError 429 `too_many_visits` with `retryAfter`
	 */
	admit(token: string, address: string, cost?: number): Promise<void>;
}

export const VISITS = {
	seconds: 60,
	/** Of one link, and of all links together. */
	link: 600,
	network: 3_000
} as const;

/** Workspace and link, without the secret. */
const NAMED = 43;

export function createVisitLimits({ link, network: all, seconds } = VISITS as Limits): VisitLimits {
	const byLink = new RateLimiterMemory({ keyPrefix: 'visit link', points: link, duration: seconds });
	const byNetwork = new RateLimiterMemory({ keyPrefix: 'visit network', points: all, duration: seconds });
	return {
		async admit(token, address, cost = 1) {
			const from = network(address);
			try {
				await byNetwork.consume(from, cost);
				await byLink.consume(`${from} ${token.slice(0, NAMED)}`, cost);
			} catch (reason) {
				if (!(reason instanceof RateLimiterRes)) throw reason;
				throw new AppError(429, 'too_many_visits', { retryAfter: Math.max(1, Math.ceil(reason.msBeforeNext / 1000)) });
			}
		}
	};
}

type Limits = Readonly<Record<'link' | 'network' | 'seconds', number>>;
