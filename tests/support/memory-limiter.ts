import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Limiter } from '../../server/areas/people/sign-in-limits.ts';

/** Counts in this process, where counting together is not the point. */
export function memoryLimiter(_name: string, duration: number): Limiter {
	const limiter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration });
	return {
		consume: (key) => limiter.consume(key),
		reward: (key) => limiter.reward(key),
		delete: (key) => limiter.delete(key)
	};
}
