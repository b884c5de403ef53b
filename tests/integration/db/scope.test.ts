import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';

describe.each(testDatabases())('the two ways to the data ($name)', (engine) => {
	let opened: TestDb;
	const [mine, theirs] = [newId(), newId()];

	beforeAll(async () => {
		opened = await openTestDb(engine);
		const workspace = (workspace_id: string) => ({ workspace_id, name: 'Test', time_zone: 'Asia/Shanghai' });
		await opened.db.system
			.insertInto('workspace')
			.values([workspace(mine), workspace(theirs)])
			.execute();
	});
	afterAll(() => opened.close());

	test('a workspace sees only its own rows, even without a condition', async () => {
		const rows = await opened.db.inWorkspace(mine, (trx) =>
			trx.selectFrom('workspace').select('workspace_id').execute()
		);
		expect(rows).toEqual([{ workspace_id: mine }]);
	});

	test('a workspace cannot write a row of another', async () => {
		const insert = opened.db.inWorkspace(mine, (trx) =>
			trx.insertInto('department').values({ workspace_id: theirs, id: newId(), name: 'X', parent_id: null }).execute()
		);
		await expect(insert).rejects.toMatchObject({ code: '42501' });
	});

	test('a connection forgets its workspace', async () => {
		await opened.db.inWorkspace(mine, (trx) => trx.selectFrom('workspace').selectAll().execute());
		const client = opened.db.createClient('test', { options: '' });
		await client.connect();
		const { rows } = await client.query('select * from workspace');
		await client.end();
		expect(rows).toEqual([]);
	});

	test('an error rolls the transaction back', async () => {
		const work = opened.db.inWorkspace(mine, async (trx) => {
			await trx.updateTable('workspace').set({ name: 'Changed' }).execute();
			throw new Error('no');
		});
		await expect(work).rejects.toThrow('no');
		expect(await opened.db.system.selectFrom('workspace').select('name').distinct().execute()).toEqual([
			{ name: 'Test' }
		]);
	});

	test('the system sees all', async () => {
		expect(await opened.db.system.selectFrom('workspace').select('workspace_id').execute()).toHaveLength(2);
	});

	test('counts are numbers, dates are their text, large numbers lose nothing', async () => {
		const { rows } = await sql`
			select count(*) as n, date '2026-03-02' as day, 9007199254740993::int8 as large, true as flag
			from workspace`.execute(opened.db.system);
		expect(rows).toEqual([{ n: 2, day: '2026-03-02', large: '9007199254740993', flag: true }]);
	});

	test('a statement that runs too long is ended', async () => {
		const slow = opened.db.inWorkspace(mine, async (trx) => {
			await sql`set local statement_timeout = 50`.execute(trx);
			await sql`select pg_sleep(5)`.execute(trx);
		});
		await expect(slow).rejects.toMatchObject({ code: '57014' });
	});
});
