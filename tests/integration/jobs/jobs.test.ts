import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createBoss, createJobs, type JobHandler } from '../../../server/jobs/index.ts';
import { handlers } from '../../../server/areas/all-jobs.ts';
import { fakeNow, newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createIdentity, createPeople, type Person } from '../../support/people.ts';

const silent = { info: () => undefined, error: () => undefined };

describe.each(testDatabases())('jobs ($name)', (engine) => {
	let test: TestDb;
	let owner: Person;
	const clock = fakeNow();
	beforeAll(async () => {
		test = await openTestDb(engine);
		const people = createPeople(test.db, createIdentity(test.db));
		({ owner } = await people.workspace());
	});
	afterAll(() => test.close());

	/** Every table with its number of rows. */
	async function rows(): Promise<Record<string, number>> {
		const tables = await sql<{
			name: string;
		}>`select table_name as name from information_schema.tables where table_schema = 'public'`.execute(test.db.system);
		const counts: Record<string, number> = {};
		for (const { name } of tables.rows) {
			const counted = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(test.db.system);
			counts[name] = counted.rows[0]!.n;
		}
		return counts;
	}

	describe.each(handlers.map((handler) => [handler.name, handler] as const))('%s', (_, handler) => {
		it('may run twice, and leaves what is still of use', async () => {
			const before = await rows();
			const context = { system: test.db.system, now: () => new Date() };
			await handler.run(context);
			expect(await handler.run(context)).toBe(0);
			expect(await rows()).toEqual(before);
		});

		it('has a name and a schedule', () => {
			expect(handler.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
			expect(handler.cron.split(' ')).toHaveLength(5);
			expect(handlers.filter((other) => other.name === handler.name)).toHaveLength(1);
		});
	});

	it('purges what has run out', async () => {
		const { workspaceId, userId } = owner.actor;
		const ago = (days: number) => new Date(Date.now() - days * 24 * 60 * 60_000);
		const keys = test.db.system.insertInto('idempotency_key');
		for (const [key, days] of [
			['old', 2],
			['new', 0.5]
		] as const) {
			await keys
				.values({
					workspace_id: workspaceId,
					actor: 'user:x',
					key,
					body_hash: Buffer.alloc(32),
					status: 200,
					body: '{}',
					created_at: ago(days)
				})
				.execute();
		}
		for (const [name, days] of [
			['ran out long ago', 40],
			['ran out yesterday', 1]
		] as const) {
			await test.db.system
				.insertInto('invitation')
				.values({
					workspace_id: workspaceId,
					id: newId(),
					token_hash: Buffer.alloc(32),
					role: 'viewer',
					department_id: null,
					note: name,
					created_by: userId,
					expires_at: ago(days),
					revoked_at: null
				})
				.execute();
		}
		for (const handler of handlers) await handler.run({ system: test.db.system, now: () => new Date() });
		expect((await test.db.system.selectFrom('idempotency_key').select('key').execute()).map(({ key }) => key)).toEqual([
			'new'
		]);
		expect((await test.db.system.selectFrom('invitation').select('note').execute()).map(({ note }) => note)).toEqual([
			'ran out yesterday'
		]);
	});

	it('runs a job that was sent, again after a failure, and stops', async () => {
		let runs = 0;
		const flaky: JobHandler = {
			name: 'fail-once',
			cron: '0 0 1 1 *',
			run: () => (runs++ === 0 ? Promise.reject(new Error('not yet')) : Promise.resolve(1))
		};
		const jobs = createJobs({
			system: test.db.system,
			now: clock.now,
			boss: createBoss(test.db.query, silent),
			log: silent,
			handlers: [flaky],
			pollSeconds: 0.5
		});
		await jobs.start();
		try {
			await jobs.send('fail-once');
			await vi.waitFor(() => expect(runs).toBe(2), { timeout: 30_000, interval: 100 });
		} finally {
			await jobs.stop();
		}
	});
});
