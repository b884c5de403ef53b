import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError, tooMany } from '../errors.ts';

/** The part of a rate limiter used here. `consume` throws a RateLimiterRes when there were too many. */
export interface Limiter {
	consume(key: string): Promise<unknown>;
	reward(key: string): Promise<unknown>;
	delete(key: string): Promise<unknown>;
}

export interface SignInLimits {
	/** Counts one attempt before its password is looked at; throws 429 when there were too many, 503 when it cannot count. */
	attempt(email: string, address: string): Promise<void>;
	/** The password was right: the attempt did not count, and this person's earlier typing errors are forgotten. */
	succeeded(email: string, address: string): Promise<void>;
}

const WINDOW_SECONDS = 15 * 60;

/**
 * Three counters, for accounts that exist and those that do not alike: one person at one address (a forgetful owner),
 * one account from everywhere (many machines at one account), and one address (one machine at many accounts; wide, since
 * a whole company may sit behind one). An attempt is counted before the check, so parallel guesses cannot slip through.
 * @param make where they are kept; in this process's memory if nothing else is said
 */
export function createSignInLimits(
	make: (name: 'pair' | 'account' | 'address', limit: number, windowSeconds: number) => Limiter = memory
): SignInLimits {
	const limiters = {
		pair: make('pair', 8, WINDOW_SECONDS),
		account: make('account', 40, WINDOW_SECONDS),
		address: make('address', 100, WINDOW_SECONDS)
	};
	const pairKey = (email: string, address: string): string => `${network(address)} ${email}`;
	return {
		async attempt(email, address) {
			try {
				await limiters.address.consume(network(address));
				await limiters.pair.consume(pairKey(email, address));
				await limiters.account.consume(email);
			} catch (reason) {
				if (reason instanceof RateLimiterRes) throw tooMany(Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
				// Better nobody signs in for a minute than everybody guesses for one.
				throw new AppError(503, 'busy', { retryAfter: 30, cause: reason });
			}
		},
		async succeeded(email, address) {
			await Promise.all([
				limiters.address.reward(network(address)),
				limiters.pair.delete(pairKey(email, address)),
				limiters.account.reward(email)
			]);
		}
	};
}

/** For one process. */
const memory = (_name: string, points: number, duration: number): Limiter =>
	new RateLimiterMemory({ points, duration });

/** An IPv6 subscriber owns a whole /64: counting single addresses would count nothing. */
export function network(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.toLowerCase().split('::');
	const groups = head.split(':').filter(Boolean);
	const rest = tail?.split(':').filter(Boolean) ?? [];
	const all =
		tail === undefined
			? groups
			: [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill('0'), ...rest];
	return all
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
}
