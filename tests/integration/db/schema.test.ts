import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { global, readTables, type TableFacts } from './catalog.ts';

describe.each(testDatabases())('every table is ready to be spread by workspace ($name)', (engine) => {
	let opened: TestDb;
	let tables: TableFacts[];
	const ours = (): TableFacts[] => tables.filter((table) => !global.has(table.name));

	beforeAll(async () => {
		opened = await openTestDb(engine);
		tables = await readTables(opened.db);
	});
	afterAll(() => opened.close());

	test('the exemptions are tables that exist', () => {
		expect(tables.length).toBeGreaterThan(5);
		expect([...global].filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
	});

	test('workspace_id leads every primary key', () => {
		expect(
			ours()
				.filter((table) => table.primaryKey[0] !== 'workspace_id')
				.map((table) => table.name)
		).toEqual([]);
	});

	test('row-level security is on and forced', () => {
		expect(
			ours()
				.filter((table) => !table.isForced || table.policies !== 1)
				.map((table) => table.name)
		).toEqual([]);
	});

	test('without a workspace nothing is visible, and nothing can be written', async () => {
		const client = opened.db.createClient('nobody', { options: '' });
		await client.connect();
		try {
			for (const { name } of ours())
				expect((await client.query(`select * from ${name} limit 1`)).rows, name).toEqual([]);
			const refused = client.query(
				`insert into workspace (workspace_id, name, time_zone) values (gen_random_uuid(), 'X', 'UTC')`
			);
			await expect(refused).rejects.toMatchObject({ code: '42501' });
		} finally {
			await client.end();
		}
	});

	test('the role of the program cannot switch the wall off', async () => {
		const { rows } = await opened.db.query('select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
		expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
	});

	test('PostgreSQL accepts all of it partitioned by hash of workspace_id', async () => {
		// Plain PostgreSQL enforces here what a cluster (Citus) would: every unique key holds the workspace.
		const refused: string[] = [];
		await opened.db.query('create schema spread');
		for (const table of ours()) {
			for (const statement of table.partitioned('spread')) {
				await opened.db.query(statement).catch((error: Error) => refused.push(`${statement}\n  → ${error.message}`));
			}
		}
		for (const table of ours()) {
			for (const statement of table.foreignKeys('spread', global)) {
				await opened.db.query(statement).catch((error: Error) => refused.push(`${statement}\n  → ${error.message}`));
			}
		}
		expect(refused).toEqual([]);
	});
});
