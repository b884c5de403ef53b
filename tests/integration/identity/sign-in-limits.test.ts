import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeRateLimits } from '../../../server/areas/people/jobs/purge-rate-limits.ts';
import { createSignInLimits } from '../../../server/areas/people/sign-in-limits.ts';
import { storedLimiter, type StoredLimiterDeps } from '../../../server/areas/people/stored-limiter.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';

const noLog = { warn: () => {} };
const ADDRESS = '192.0.2.1';

describe.each(testDatabases())('tries to sign in, counted for all processes ($name)', (engine) => {
	let test: TestDb;
	/** One process; `given` instead of a database that answers. */
	const process = (given: Partial<StoredLimiterDeps> = {}) =>
		createSignInLimits({
			make: (...counter) =>
				storedLimiter(
					{ query: test.db.query, secret: 'a secret that only tests may know', log: noLog, patience: 60_000, ...given },
					...counter
				),
			wait: async () => {}
		});
	const rows = async () => (await test.db.query('select key, points from rate_limit')).rows;
	const windowEnds = () => test.db.query('update rate_limit set expire = $1', [Date.now() - 1000]);

	beforeAll(async () => {
		test = await openTestDb(engine);
	});
	afterAll(() => test.close());

	it('two processes together give as many tries as one, and parallel ones do not slip through', async () => {
		const processes = [process(), process()];
		const tries = Array.from({ length: 20 }, (_, i) => processes[i % 2]!.attempt('a@example.com', ADDRESS));
		const refused = (await Promise.allSettled(tries)).filter(({ status }) => status === 'rejected');
		expect(refused).toHaveLength(12);
		for (const one of refused)
			expect((one as PromiseRejectedResult).reason).toMatchObject({ status: 429, code: 'too_many_requests' });
		await expect(process().attempt('a@example.com', ADDRESS)).rejects.toMatchObject({
			retryAfter: expect.toSatisfy((seconds: number) => seconds > 50 && seconds <= 60)
		});
		await process().attempt('b@example.com', ADDRESS);
	});

	it('the window begins with the first try and starts again when it is over', async () => {
		await windowEnds();
		await process().attempt('a@example.com', ADDRESS);
		expect((await rows()).map(({ points }) => points as number).sort((a, b) => a - b)[0]).toBe(1);
	});

	it('a right password does not count, and forgets the typing errors before it', async () => {
		const here = process();
		for (let i = 0; i < 30; i++) {
			await here.attempt('right@example.com', ADDRESS);
			await process().succeeded('right@example.com', ADDRESS);
		}
		for (let i = 0; i < 7; i++) await here.attempt('right@example.com', ADDRESS);
		await here.attempt('right@example.com', ADDRESS);
		await here.succeeded('right@example.com', ADDRESS);
		for (let i = 0; i < 8; i++) await here.attempt('right@example.com', ADDRESS);
	});

	it('a database that does not answer, or refuses, is waited for so long only: then each process counts for itself', async () => {
		const said: unknown[] = [];
		const log = { warn: (fields: object) => void said.push(fields) };
		const silent = process({ query: () => new Promise<never>(() => {}), patience: 1, log });
		const refusing = process({ query: () => Promise.reject(new Error('no such table')), log });
		for (const one of [silent, refusing]) {
			for (let i = 0; i < 8; i++) await one.attempt('slow@example.com', ADDRESS);
			await expect(one.attempt('slow@example.com', ADDRESS)).rejects.toMatchObject({ status: 429 });
			await one.succeeded('slow@example.com', ADDRESS);
			await one.attempt('slow@example.com', ADDRESS);
		}
		expect(said).toContainEqual({
			limiter: 'pair',
			err: expect.objectContaining({ message: 'no answer within 1 ms' })
		});
		expect(said).toContainEqual({ limiter: 'pair', err: expect.objectContaining({ message: 'no such table' }) });
		// What was counted in memory is no part of what the database has.
		await process().attempt('slow@example.com', ADDRESS);
	});

	it('keeps neither names nor addresses, and nothing for longer than its window', async () => {
		const text = JSON.stringify((await rows()).map(({ key }) => key as string));
		expect(text).not.toContain('example.com');
		expect(text).not.toContain(ADDRESS);
		const context = { system: test.db.system, now: () => new Date() };
		// Windows that an earlier case has ended.
		await purgeRateLimits.run(context);
		expect(await purgeRateLimits.run(context)).toBe(0);
		expect(await rows()).not.toEqual([]);
		await windowEnds();
		expect(await purgeRateLimits.run(context)).toBeGreaterThan(0);
		expect(await rows()).toEqual([]);
	});
});
