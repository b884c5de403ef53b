import { setTimeout as wait } from 'node:timers/promises';
import { AppError, isAppError, tooMany } from '../../platform/errors.ts';
import { network } from '../../platform/addresses.ts';

/** How often something was counted in its window, and how long the window still lasts. */
export interface Counted {
	readonly consumedPoints: number;
	readonly msBeforeNext: number;
}

/** Counts per key in windows that begin with the first count. Refuses nothing itself. */
export interface Limiter {
	consume(key: string): Promise<Counted>;
	reward(key: string): Promise<unknown>;
	delete(key: string): Promise<unknown>;
}

export type CounterName = 'pair' | 'device' | 'account' | 'address';

export interface SignInLimits {
	/**
	 * Counts one attempt before its password is looked at, and resolves when it may be.
	 * @param known names the device or session that this person has used before: then it alone is counted
	 * @throws AppError 429 with `retryAfter` in seconds when it must be tried later, 503 when it cannot be counted
	 */
	attempt(email: string, address: string, known?: string | null): Promise<void>;
	/** The password was right: the attempt did not count, and this person's earlier typing errors are forgotten. */
	succeeded(email: string, address: string, known?: string | null): Promise<void>;
}

const WINDOW_SECONDS = 15 * 60;
/** Tries of one person from one place in a window, and how long each further one takes to come. */
const FREE_TRIES = 8;
const PACE_MS = 60_000;
/** Beyond so many in a window an attempt is slowed … */
const SLOW_FROM = { address: 100, account: 40 } as const;
/** … by a second, and by one more for so many more, at most: */
const MORE_EACH = 20;
const LONGEST_MS = 8_000;
/** How many may wait at once in this process, for one address or account: each holds a connection. */
const PLACES = { address: 20, account: 10 } as const;

export interface SignInLimitDeps {
	/** Where a counter is kept. */
	readonly make: (name: CounterName, windowSeconds: number) => Limiter;
	readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * Nobody's guessing may lock out anybody else. A device that signed in before is counted by itself (like a session that
 * changes its password). Everybody else is counted three times, for accounts that exist and those that do not alike: one
 * person from one network has a few tries, then one a minute; one account from everywhere (many machines at one account)
 * and one network (one machine at many accounts, but perhaps a whole company behind it) are only ever slowed.
 * An attempt is counted before the check, so parallel guesses cannot slip through.
 */
export function createSignInLimits({ make, wait = pause }: SignInLimitDeps): SignInLimits {
	const limiters = {
		pair: make('pair', WINDOW_SECONDS),
		device: make('device', WINDOW_SECONDS),
		account: make('account', WINDOW_SECONDS),
		address: make('address', WINDOW_SECONDS)
	};
	const waiting = new Map<string, number>();

	/** A few tries, then one a minute: whoever is refused is told when the next one comes. */
	async function paced(limiter: Limiter, key: string): Promise<void> {
		const { consumedPoints, msBeforeNext } = await limiter.consume(key);
		// One that began before the first of the window, and was counted after it, is told of more than the whole window.
		const gone = Math.max(0, WINDOW_SECONDS * 1000 - msBeforeNext);
		if (consumedPoints <= FREE_TRIES + Math.floor(gone / PACE_MS)) return;
		await limiter.reward(key);
		throw tooMany(seconds(Math.min(msBeforeNext, PACE_MS - (gone % PACE_MS))));
	}

	async function slowed(email: string, from: string): Promise<void> {
		const [address, account] = await Promise.all([limiters.address.consume(from), limiters.account.consume(email)]);
		const ms = Math.max(delayOf(address, SLOW_FROM.address), delayOf(account, SLOW_FROM.account));
		if (ms === 0) return;
		const places = [
			[`address ${from}`, PLACES.address],
			[`account ${email}`, PLACES.account]
		] as const;
		if (places.some(([key, most]) => (waiting.get(key) ?? 0) >= most)) {
			await Promise.all([limiters.address.reward(from), limiters.account.reward(email)]);
			await limiters.pair.reward(pairKey(email, from));
			throw tooMany(seconds(ms));
		}
		for (const [key] of places) waiting.set(key, (waiting.get(key) ?? 0) + 1);
		try {
			await wait(ms);
		} finally {
			for (const [key] of places) {
				const left = waiting.get(key)! - 1;
				if (left === 0) waiting.delete(key);
				else waiting.set(key, left);
			}
		}
	}

	return {
		async attempt(email, address, known = null) {
			const from = network(address);
			try {
				if (known !== null) return await paced(limiters.device, deviceKey(email, known));
				await paced(limiters.pair, pairKey(email, from));
				await slowed(email, from);
			} catch (reason) {
				if (isAppError(reason)) throw reason;
				// Better nobody signs in for a minute than everybody guesses for one.
				throw new AppError(503, 'busy', { retryAfter: 30, cause: reason });
			}
		},

		async succeeded(email, address, known = null) {
			if (known !== null) return void (await limiters.device.delete(deviceKey(email, known)));
			const from = network(address);
			await Promise.all([
				limiters.address.reward(from),
				limiters.pair.delete(pairKey(email, from)),
				limiters.account.reward(email)
			]);
		}
	};
}

const pairKey = (email: string, from: string): string => `${from} ${email}`;
const deviceKey = (email: string, known: string): string => `${known} ${email}`;
const seconds = (ms: number): number => Math.max(1, Math.ceil(ms / 1000));

const delayOf = ({ consumedPoints }: Counted, free: number): number =>
	consumedPoints <= free ? 0 : Math.min(LONGEST_MS, 1000 * (1 + Math.floor((consumedPoints - free - 1) / MORE_EACH)));

const pause = (ms: number): Promise<unknown> => wait(ms);
