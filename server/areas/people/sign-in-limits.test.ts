import { describe, expect, it } from 'vitest';
import { memoryLimiter } from '../../../tests/support/memory-limiter.ts';
import { createSignInLimits } from './sign-in-limits.ts';

const HOME = '192.0.2.1';

/** With waits that end at once, and what they were, ms. */
function slowable() {
	const waits: number[] = [];
	const limits = createSignInLimits({ make: memoryLimiter, wait: async (ms) => void waits.push(ms) });
	return { limits, waits };
}

describe('limits of sign-in', () => {
	it('refuses everybody when it cannot count', async () => {
		const broken = {
			consume: () => Promise.reject(new Error('store is down')),
			reward: () => Promise.resolve(),
			delete: () => Promise.resolve()
		};
		const limits = createSignInLimits({ make: () => broken });
		await expect(limits.attempt('a@example.com', HOME)).rejects.toMatchObject({ status: 503, code: 'busy' });
	});

	it('gives one person at one place a few tries, then one a minute, and says when', async () => {
		const { limits } = slowable();
		for (let i = 0; i < 8; i++) await limits.attempt('a@example.com', HOME);
		for (let i = 0; i < 30; i++) {
			await expect(limits.attempt('a@example.com', HOME)).rejects.toMatchObject({
				status: 429,
				code: 'too_many_requests',
				retryAfter: expect.toSatisfy((seconds: number) => seconds > 55 && seconds <= 60)
			});
		}
		await limits.attempt('b@example.com', HOME);
		await limits.attempt('a@example.com', '203.0.113.9');
	});

	it('the next try comes after a minute, however often it was asked for before', async () => {
		const { limits, at } = clocked();
		for (let i = 0; i < 8; i++) await limits.attempt('a@example.com', HOME);
		for (let i = 0; i < 50; i++) await limits.attempt('a@example.com', HOME).catch(() => {});
		at(61_000);
		await limits.attempt('a@example.com', HOME);
		await expect(limits.attempt('a@example.com', HOME)).rejects.toMatchObject({ retryAfter: 59 });
	});

	it('gives none fewer to those who began before the first of the window and were counted after it', async () => {
		const { limits, at } = clocked();
		at(1);
		await limits.attempt('a@example.com', HOME);
		at(0);
		for (let i = 0; i < 7; i++) await limits.attempt('a@example.com', HOME);
		await expect(limits.attempt('a@example.com', HOME)).rejects.toMatchObject({ status: 429, retryAfter: 60 });
	});

	it('a hundred wrong tries from one address slow a colleague behind it, and do not refuse', async () => {
		const { limits, waits } = slowable();
		for (let i = 0; i < 100; i++) await limits.attempt(`person${i}@example.com`, '2001:db8::1');
		expect(waits).toEqual([]);
		await limits.attempt('colleague@example.com', '2001:db8::ffff');
		expect(waits).toEqual([1000]);
		await limits.attempt('elsewhere@example.com', '2001:db8:0:1::1');
		for (let i = 0; i < 400; i++) await limits.attempt(`more${i}@example.com`, '2001:db8::1');
		expect(Math.max(...waits)).toBe(8000);
	});

	it('tries at one account that are refused slow nobody else', async () => {
		const { limits, waits } = slowable();
		for (let i = 0; i < 300; i++) await limits.attempt('boss@example.com', HOME).catch(() => {});
		await limits.attempt('colleague@example.com', HOME);
		expect(waits).toEqual([]);
	});

	it('forty tries at one account from five addresses slow its owner at a sixth', async () => {
		const { limits, waits } = slowable();
		for (let i = 0; i < 40; i++) await limits.attempt('owner@example.com', `203.0.113.${i % 5}`);
		await limits.attempt('owner@example.com', HOME);
		expect(waits).toEqual([1000]);
	});

	it('a device that signed in before is neither slowed nor refused by others, and counted by itself', async () => {
		const { limits, waits } = slowable();
		for (let i = 0; i < 300; i++) {
			await limits.attempt('owner@example.com', HOME).catch(() => {});
			await limits.attempt(`person${i}@example.com`, HOME);
		}
		waits.length = 0;
		for (let i = 0; i < 8; i++) await limits.attempt('owner@example.com', HOME, 'my phone');
		expect(waits).toEqual([]);
		await expect(limits.attempt('owner@example.com', HOME, 'my phone')).rejects.toMatchObject({ status: 429 });
		await limits.attempt('owner@example.com', HOME, 'my laptop');
		await limits.succeeded('owner@example.com', HOME, 'my laptop');
	});

	it('only so many wait at once; the others are told when to come back, and do not count', async () => {
		let release = (): void => {};
		const held = new Promise<void>((done) => (release = done));
		const limits = createSignInLimits({ make: memoryLimiter, wait: () => held });
		for (let i = 0; i < 100; i++) await limits.attempt(`person${i}@example.com`, HOME);
		const tries = Array.from({ length: 30 }, (_, i) => limits.attempt(`late${i}@example.com`, HOME));
		const refused = tries.slice(20);
		for (const one of refused) await expect(one).rejects.toMatchObject({ status: 429, retryAfter: 2 });
		release();
		await Promise.all(tries.slice(0, 20));
		await limits.attempt('one-more@example.com', HOME);
	});
});

/** Counters whose clock is moved by hand. */
function clocked() {
	let time = 0;
	const make = (_name: string, windowSeconds: number) => {
		const kept = new Map<string, { points: number; began: number }>();
		return {
			consume: async (key: string) => {
				const one = kept.get(key) ?? { points: 0, began: time };
				kept.set(key, { ...one, points: one.points + 1 });
				return { consumedPoints: one.points + 1, msBeforeNext: windowSeconds * 1000 - (time - one.began) };
			},
			reward: async (key: string) => void (kept.get(key)!.points -= 1),
			delete: async (key: string) => void kept.delete(key)
		};
	};
	return { limits: createSignInLimits({ make, wait: async () => {} }), at: (ms: number) => (time = ms) };
}
