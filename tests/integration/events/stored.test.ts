import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uuidv7 } from '#domain/shared/ids.ts';
import { purgeEvents } from '../../../server/events/jobs/purge-events.ts';
import { forgetAnswers } from '../../../server/events/record.ts';
import { purgeEvents as purge, readEvents, takeWaiting } from '../../../server/events/stored-events.ts';
import type { Trx } from '../../../server/db/scope.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';

const DAY = 24 * 60 * 60_000;

describe.each(testDatabases())('stored events ($name)', (engine) => {
	let test: TestDb;
	let workspace: string;
	beforeAll(async () => {
		test = await openTestDb(engine);
		workspace = (await createPeople(test.db).workspace()).owner.actor.workspaceId;
		// What half a year brings: answers that nobody waits for, everything else handed on.
		await sql`
			insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, payload, handed_at)
			select ${workspace}::uuid, case when n % 2 = 0 then 'answer.counted' else 'touchpoint.changed' end, 'response',
				gen_random_uuid()::text, 'system', '{}', case when n % 2 = 0 then null else now() end
			from generate_series(1, 20000) as n`.execute(test.db.system);
		await waiting(3);
		await sql`analyze outbox`.execute(test.db.system);
	});
	afterAll(() => test.close());

	const waiting = async (events: number): Promise<void> => {
		for (let n = 0; n < events; n++)
			await sql`
				insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, payload)
				values (${workspace}, 'department.created', 'department', ${`department ${n}`}, 'system', '{}')`.execute(
				test.db.system
			);
	};

	/** How often the whole table was read by what is done, and how many rows came by its indexes. */
	const reading = (work: (trx: Trx) => Promise<unknown>): Promise<{ whole: number; rows: number }> =>
		test.db.system.transaction().execute(async (trx) => {
			const counted = async () =>
				(
					await sql<{ whole: number; rows: number }>`
						select seq_scan::integer as whole, idx_tup_fetch::integer as rows from pg_stat_xact_user_tables
						where relname = 'outbox'`.execute(trx)
				).rows[0]!;
			// What the connection did before may not be added up yet.
			const before = await counted();
			await work(trx as unknown as Trx);
			const after = await counted();
			return { whole: after.whole - before.whole, rows: after.rows - before.rows };
		});

	it('that wait are found without reading those that do not, however many there are', async () => {
		const read = await reading(async (trx) => {
			expect(await takeWaiting(trx, ['department.created', 'workspace.changed'], 500)).toHaveLength(3);
		});
		expect(read.whole).toBe(0);
		expect(read.rows).toBeLessThan(20);
	});

	it('are read, and forgotten, one by one', async () => {
		const { rows: some } = await sql<{ id: string; subject_id: string }>`
			select id, subject_id from outbox where kind = 'answer.counted' limit 5`.execute(test.db.system);
		const keys = some.map(({ id }) => ({ workspaceId: workspace, id }));
		const read = await reading(async (trx) => expect((await readEvents(trx, keys)).size).toBe(5));
		expect(read.whole).toBe(0);
		const forgot = await reading((trx) =>
			forgetAnswers(
				trx,
				workspace,
				some.map(({ subject_id }) => subject_id)
			)
		);
		expect(forgot.whole).toBe(0);
		expect((await readEvents(test.db.system, keys)).size).toBe(0);
	});

	it('are removed after 90 days, found by their ids, and nothing younger is', async () => {
		const at = (days: number) => uuidv7(Date.now() - days * DAY, randomBytes(10));
		const [old, older, young] = [at(91), at(400), at(89)];
		for (const id of [old, older, young])
			await sql`
				insert into outbox (workspace_id, id, kind, subject_kind, subject_id, actor_kind, payload)
				values (${workspace}, ${id}, 'department.created', 'department', ${newId()}, 'system', '{}')`.execute(test.db.system);
		const read = await reading(async (trx) => {
			expect(await purge(trx, new Date(Date.now() - 300 * DAY))).toBe(1);
		});
		expect(read.whole).toBe(0);
		expect(await purgeEvents.run({ system: test.db.system, now: () => new Date() })).toBe(1);
		const { rows } = await sql<{ id: string }>`
			select id from outbox where id = any(${[old, older, young]}::uuid[])`.execute(test.db.system);
		expect(rows).toEqual([{ id: young }]);
		expect(await purgeEvents.run({ system: test.db.system, now: () => new Date() })).toBe(0);
	});
});
