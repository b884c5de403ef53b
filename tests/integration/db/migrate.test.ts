import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { knownMigrations, migrate, migrateDown, migrationState } from '../../../server/db/migrate.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { tempDir } from '../platform/support.ts';

const log = createLog('silent');

describe.each(testDatabases())('migrations ($name)', (engine) => {
	let opened: TestDb;

	beforeEach(async () => {
		opened = await openTestDb(engine, { template: 'template0' });
		onTestFinished(() => opened.close());
	});

	const tables = async (): Promise<string[]> => {
		const { rows } = await opened.db.query(`select tablename from pg_tables where schemaname = 'public' order by 1`);
		return (rows as { tablename: string }[]).map((row) => row.tablename);
	};

	test('two starting processes run each of them once', async () => {
		const ran = await Promise.all([migrate(opened.db.system, log), migrate(opened.db.system, log)]);
		expect(ran.flat().sort()).toEqual(knownMigrations());
		expect(await migrationState(opened.db.system)).toEqual({ missing: [], unknown: [] });
		expect(await migrate(opened.db.system, log)).toEqual([]);
	});

	test('all the way up, down and up again', async () => {
		await migrate(opened.db.system, log);
		const all = await tables();
		await migrateDown(opened.db.system, log);
		expect(await tables()).toEqual(['kysely_migration', 'kysely_migration_lock']);
		await migrate(opened.db.system, log);
		expect(await tables()).toEqual(all);
	});

	test('one that fails leaves nothing behind', async () => {
		const dir = tempDir();
		const file = (name: string, statement: string): void =>
			writeFileSync(
				join(dir, `${name}.ts`),
				`export const up = (db) => db.executeQuery({ sql: '${statement}', parameters: [], query: { kind: 'RawNode' }, queryId: { queryId: '1' } });`
			);
		file('1-good', 'create table good (id integer primary key)');
		file('2-bad', 'create table bad (id nonsense)');
		await expect(migrate(opened.db.system, log, dir)).rejects.toThrow(
			/^The migration "2-bad" failed: type "nonsense" does not exist\. Nothing was changed\.$/
		);
		expect(await tables()).not.toContain('good');
	});

	test('a database of a newer version is refused', async () => {
		await migrate(opened.db.system, log);
		await opened.db.query(`insert into kysely_migration (name, timestamp) values ('99991231T2359-later', '')`);
		await expect(migrate(opened.db.system, log)).rejects.toThrow(
			/newer than this program \(it has "99991231T2359-later"\)/
		);
	});
});
