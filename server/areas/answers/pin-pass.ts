import { createHmac, timingSafeEqual } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { network } from '../../platform/addresses.ts';

/** Says that a collector's PIN was given: stands in the address, since a phone may keep nothing else. Another PIN ends it. */
export const pinPass = (secret: string, code: string, pin: string): string =>
	createHmac('sha256', secret).update(`collector pin\0${code}\0${pin}`).digest('base64url').slice(0, 22);

export function isPinPass(secret: string, code: string, pin: string, pass: string): boolean {
	const [given, right] = [Buffer.from(pass), Buffer.from(pinPass(secret, code, pin))];
	return given.length === right.length && timingSafeEqual(given, right);
}

export const WRONG_PINS = { points: 20, seconds: 600 } as const;

/** How often a wrong PIN may come from one network: a shop's guests mistype, a program guesses. Each process for itself. */
export function createPinLimits({
	points,
	seconds
}: { readonly points: number; readonly seconds: number } = WRONG_PINS): {
	/** null: may try; else seconds to wait. */
	wait(code: string, address: string): Promise<number | null>;
	wrong(code: string, address: string): Promise<void>;
} {
	const limiter = new RateLimiterMemory({ keyPrefix: 'pin', points, duration: seconds });
	const key = (code: string, address: string): string => `${code} ${network(address)}`;
	return {
		async wait(code, address) {
			const now = await limiter.get(key(code, address));
			return now !== null && now.consumedPoints >= points ? Math.max(1, Math.ceil(now.msBeforeNext / 1000)) : null;
		},
		async wrong(code, address) {
			try {
				await limiter.consume(key(code, address));
			} catch (reason) {
				if (!(reason instanceof RateLimiterRes)) throw reason;
			}
		}
	};
}
