import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineConsumer, type Consumer } from '../../../server/events/consumer.ts';
import { createEvents, queueOf } from '../../../server/events/index.ts';
import { handSome } from '../../../server/events/queues.ts';
import { record } from '../../../server/events/record.ts';
import { createBoss } from '../../../server/jobs/index.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { leaveMark, makeMarks, marks } from './marks.ts';

const silent = { info: () => undefined, error: () => undefined };
const IN_TIME = { timeout: 60_000, interval: 50 };
const NAME = 'leave-marks';

describe.each(testDatabases())('a process that ends while it works on events ($name)', (engine) => {
	let test: TestDb;
	const workspace = newId();
	const stops: (() => Promise<void>)[] = [];
	beforeEach(async () => {
		test = await openTestDb(engine);
		await makeMarks(test.db.system);
	});
	afterEach(async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
		await test.close();
	});

	const leaveMarks = defineConsumer({
		name: NAME,
		events: ['department.created', 'department.renamed', 'department.deleted'],
		handle: (event, { system }) => leaveMark(system, event)
	});

	async function start(consumer: Consumer = leaveMarks) {
		const boss = createBoss(test.db.query, silent);
		await boss.start();
		const events = createEvents({
			system: test.db.system,
			now: () => new Date(),
			boss,
			bus: { subscribe: () => () => undefined },
			log: silent,
			consumers: [consumer],
			pollSeconds: 0.5
		});
		await events.start();
		const stop = async (): Promise<void> => {
			await events.stop();
			await boss.stop({ graceful: true, timeout: 1_000 });
		};
		stops.push(stop);
		return { boss, events, stop: () => (stops.splice(stops.indexOf(stop), 1), stop()) };
	}

	/** Registers the consumer, so that what happens from now on is for it. */
	const firstStart = async (): Promise<void> => (await start()).stop();

	const change = (department: string, kind: 'created' | 'renamed' | 'deleted') =>
		test.db.system
			.transaction()
			.execute((trx) =>
				record(trx, workspace, { kind: 'system' }, [{ kind: `department.${kind}`, subject: department, payload: {} }])
			);

	const outbox = async () =>
		(
			await sql<{ id: string; subject_id: string; handed: boolean }>`
			select id, subject_id, handed_at is not null as handed from outbox order by seq`.execute(test.db.system)
		).rows;

	async function victim(when: 'handing' | 'before' | 'after'): Promise<void> {
		const child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts'), test.url, NAME, when], {
			stdio: ['ignore', 'inherit', 'inherit']
		});
		const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
		expect([code, signal]).toEqual([null, 'SIGKILL']);
	}

	/** As if a minute had passed: heartbeats are missed. */
	async function missHeartbeats(boss: ReturnType<typeof createBoss>): Promise<void> {
		await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`.execute(
			test.db.system
		);
		await sql`update pgboss.queue set monitor_on = null`.execute(test.db.system);
		await boss.supervise(queueOf(leaveMarks));
	}

	it('between reading the outbox and the queues: everything is still in the outbox, and another process hands it on', async () => {
		await firstStart();
		for (const kind of ['created', 'renamed', 'deleted'] as const) await change('one', kind);
		await victim('handing');
		expect((await outbox()).map(({ handed }) => handed)).toEqual([false, false, false]);
		expect(await marks(test.db.system)).toEqual([]);
		const { events } = await start();
		await vi.waitFor(async () => expect(await marks(test.db.system)).toHaveLength(3), IN_TIME);
		expect(await marks(test.db.system)).toEqual((await outbox()).map(({ id }) => ({ event: id, times: 1 })));
		await vi.waitFor(async () => expect(await events.stats()).toEqual({ waiting: 0, queued: 0, dead: 0 }), IN_TIME);
	});

	it.each(['before', 'after'] as const)(
		'%s it did its work: another process is handed the event again, then the later ones of its subject, and others meanwhile',
		async (when) => {
			await firstStart();
			for (const kind of ['created', 'renamed', 'deleted'] as const) await change('one', kind);
			await victim(when);
			await change('two', 'created');
			const { boss, events } = await start();
			// Nobody knows yet that the other process is gone.
			await vi.waitFor(async () => expect(await marks(test.db.system)).toHaveLength(when === 'after' ? 2 : 1), IN_TIME);
			await missHeartbeats(boss);
			await vi.waitFor(async () => expect(await marks(test.db.system)).toHaveLength(4), IN_TIME);
			const all = await marks(test.db.system);
			const rows = await outbox();
			const ofOne = rows.filter(({ subject_id }) => subject_id === 'one').map(({ id }) => id);
			expect(all.map(({ event }) => event).filter((id) => ofOne.includes(id))).toEqual(ofOne);
			expect(all.find(({ event }) => event === ofOne[0])!.times).toBe(when === 'after' ? 2 : 1);
			await vi.waitFor(async () => expect(await events.stats()).toEqual({ waiting: 0, queued: 0, dead: 0 }), IN_TIME);
		}
	);

	it('what has failed for good in its queue becomes a dead letter, and the next event of its subject has its turn', async () => {
		let broken = true;
		const { boss, events } = await start(
			defineConsumer({
				...leaveMarks,
				events: ['department.created', 'department.renamed', 'department.deleted'],
				async handle(event, { system }) {
					if (broken) throw new Error('cannot be handled');
					await leaveMark(system, event);
				}
			})
		);
		await change('one', 'created');
		const job = async () =>
			(
				await sql<{
					id: string;
					state: string;
				}>`select id, state from pgboss.job where name = ${queueOf(leaveMarks)}`.execute(test.db.system)
			).rows[0];
		await vi.waitFor(async () => expect((await job())?.state).toBe('retry'), IN_TIME);
		broken = false;
		await sql`update pgboss.job set retry_limit = retry_count, start_after = now() + interval '1 hour'
			where name = ${queueOf(leaveMarks)}`.execute(test.db.system);
		await boss.fail(queueOf(leaveMarks), (await job())!.id, { reason: 'by hand' });
		await change('one', 'renamed');
		await vi.waitFor(async () => expect(await marks(test.db.system)).toHaveLength(1), IN_TIME);
		expect((await marks(test.db.system))[0]!.event).toBe((await outbox())[1]!.id);
		expect(await events.stats()).toMatchObject({ waiting: 0, dead: 1 });
	});

	it('a process of an older version puts events into the queue of a consumer that it does not know', async () => {
		await firstStart();
		const old = await start(
			defineConsumer({ name: 'older-one', events: ['department.created'], handle: async () => {} })
		);
		await change('one', 'created');
		await vi.waitFor(async () => expect((await outbox())[0]!.handed).toBe(true), IN_TIME);
		await old.stop();
		await start();
		await vi.waitFor(async () => expect(await marks(test.db.system)).toHaveLength(1), IN_TIME);
	});

	it('whoever waits for its turn to hand events on begins only then: queues are ordered by that', async () => {
		await firstStart();
		await change('one', 'created');
		const boss = createBoss(test.db.query, silent);
		const other = test.db.createClient('other process');
		await other.connect();
		await other.query('select pg_advisory_lock(7239007)');
		const handed = handSome(boss, test.db.system, 10);
		await vi.waitFor(async () => {
			const { rows } = await other.query(`select from pg_locks where locktype = 'advisory' and not granted`);
			expect(rows).toHaveLength(1);
		}, IN_TIME);
		const { rows } = await other.query<{ at: Date }>('select clock_timestamp() as at');
		await other.query('select pg_advisory_unlock(7239007)');
		expect(await handed).toBe(1);
		const jobs = await sql<{ later: boolean }>`
			select created_on >= ${rows[0]!.at} as later from pgboss.job where name = ${queueOf(leaveMarks)}`.execute(
			test.db.system
		);
		expect(jobs.rows).toEqual([{ later: true }]);
		await other.end();
	});
});
