import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { writeBackup } from '../../../server/admin/backup.ts';
import { eraseAgain } from '../../../server/admin/erased-again.ts';
import { restoreBackup } from '../../../server/admin/restore.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createCustomers } from '../../../server/areas/erasure/erasure.ts';
import { newId, openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { tempDir } from './support.ts';

const log = createLog('silent');

describe.each(testDatabases())('backup and restore ($name)', (engine) => {
	let source: TestDb;
	const workspace = newId();

	beforeAll(async () => {
		source = await openTestDb(engine);
		const [parent, child] = [newId(), newId()];
		await source.db.system
			.insertInto('workspace')
			.values({ workspace_id: workspace, name: '航空 "quoted" \\ ’', time_zone: 'UTC' })
			.execute();
		const department = (id: string, parent_id: string | null, name: string) => ({
			workspace_id: workspace,
			id,
			parent_id,
			name
		});
		// The child sorts before its parent: no order of rows satisfies every key while loading.
		const [first, second] = [parent, child].sort();
		await source.db.system
			.insertInto('department')
			.values([department(second!, null, 'Parent'), department(first!, second!, 'Child\nline')])
			.execute();
		await source.db.query(
			`insert into document (workspace_id, id, kind, schema_version, snapshot, meta, created_at)
			values ($1, $2, 'journey', 1, $3, $4, '2026-03-02 09:00:00.123456+00')`,
			[workspace, newId(), Buffer.from([0, 255, 92, 34]), Buffer.alloc(0)]
		);
		await source.db.query(
			`insert into customer (workspace_id, id, name) select $1, gen_random_uuid(), 'Customer ' || n from generate_series(1, 1234) n`,
			[workspace]
		);
		await source.db.query(`select nextval('document_node'), nextval('document_node')`);
	});
	afterAll(() => source.close());

	async function empty(): Promise<TestDb> {
		const target = await openTestDb(engine);
		onTestFinished(() => target.close());
		return target;
	}
	/** Documents differ by their epoch, which the restore raises. */
	const same = (tables: unknown): unknown[] =>
		(tables as { name: string }[]).map((table) =>
			table.name === 'document' ? { ...table, sha256: expect.any(String) as string } : table
		);
	const backUp = async (db = source.db): Promise<{ dir: string; tables: unknown }> => {
		const dir = join(tempDir(), 'backup');
		return { dir, tables: (await writeBackup(db, dir)).tables };
	};

	test('what is restored has the same hashes', async () => {
		const { dir, tables } = await backUp();
		expect(statSync(dir).mode & 0o777).toBe(0o700);
		const target = await empty();
		await restoreBackup(target.db, log, dir, { replace: false });
		expect((await backUp(target.db)).tables).toEqual(same(tables));
		expect((await target.db.query(`select nextval('document_node')::int as n`)).rows).toEqual([{ n: 3 }]);
		expect((await target.db.query('select name from department order by name')).rows).toEqual([
			{ name: 'Child\nline' },
			{ name: 'Parent' }
		]);
		// The keys are back.
		await expect(target.db.query('delete from workspace where true; select 1')).resolves.toBeDefined();
		expect((await target.db.query('select count(*) as n from department')).rows).toEqual([{ n: 0 }]);
	});

	test('a database with data is refused, and replaced on request', async () => {
		const { dir, tables } = await backUp();
		const target = await empty();
		await target.db.system
			.insertInto('workspace')
			.values({ workspace_id: newId(), name: 'Other', time_zone: 'UTC' })
			.execute();
		await expect(restoreBackup(target.db, log, dir, { replace: false })).rejects.toThrow(
			/not empty \("workspace" has rows\)/
		);
		await restoreBackup(target.db, log, dir, { replace: true });
		expect((await backUp(target.db)).tables).toEqual(same(tables));
	});

	test('every document becomes another copy: newer ones in browsers must not be merged into it', async () => {
		const { dir } = await backUp();
		const target = await empty();
		const documents = async (db: TestDb): Promise<{ epoch: number; rest: unknown }[]> =>
			(await db.db.query(`select epoch, to_jsonb(d) - 'epoch' as rest from document d`)).rows;
		const [before] = await documents(source);
		await restoreBackup(target.db, log, dir, { replace: false });
		const [first] = await documents(target);
		expect(first!.epoch).toBeGreaterThan(before!.epoch);
		expect(first!.rest).toEqual(before!.rest);
		// Somebody worked on it since: the same backup again is another copy again.
		await target.db.query('update document set epoch = epoch - 100');
		await restoreBackup(target.db, log, dir, { replace: true });
		const [second] = await documents(target);
		expect(second!.epoch).toBeGreaterThan(first!.epoch - 100);
		expect(second!.epoch).not.toBe(before!.epoch + 1);
	});

	test('says who was erased and is back, and how to erase them again', async () => {
		const target = await empty();
		const { dir } = await backUp();
		await restoreBackup(target.db, log, dir, { replace: false });
		const { rows } = await target.db.query(`select id from customer order by name limit 2`);
		const [one, two] = rows as { id: string }[];
		const customers = createCustomers({
			db: target.db,
			now: () => new Date(),
			marks: () => Promise.resolve([])
		});
		await customers.erase(workspace, one!.id, 'keep');
		await customers.erase(workspace, two!.id, 'remove');
		const later = await backUp(target.db);
		const { erasedBefore } = await restoreBackup(target.db, log, dir, { replace: true });
		expect(erasedBefore.map(({ customerId }) => customerId).sort()).toEqual([one!.id, two!.id].sort());
		expect(eraseAgain(erasedBefore[0]!)).toMatch(
			new RegExp(`erase-customer --customer [0-9a-f-]{36} --workspace ${workspace} --yes$`)
		);
		// Nobody is back from a backup that was written afterwards; and it still knows what it erased.
		for (let again = 0; again < 2; again++)
			expect((await restoreBackup(target.db, log, later.dir, { replace: true })).erasedBefore).toEqual([]);
		expect(await customers.erasedAt(one!.id, workspace)).toBeInstanceOf(Date);
	});

	test('a damaged backup is refused before anything is touched', async () => {
		const { dir } = await backUp();
		const file = join(dir, 'customer.ndjson.gz');
		const text = gunzipSync(readFileSync(file)).toString('utf8');
		writeFileSync(file, gzipSync(text.replace('Customer 7"', 'Customer 8"')));
		const target = await empty();
		await target.db.system
			.insertInto('workspace')
			.values({ workspace_id: newId(), name: 'Mine', time_zone: 'UTC' })
			.execute();
		await expect(restoreBackup(target.db, log, dir, { replace: true })).rejects.toThrow(
			/damaged: customer is not what was written/
		);
		writeFileSync(file, readFileSync(file).subarray(0, 200));
		await expect(restoreBackup(target.db, log, dir, { replace: true })).rejects.toThrow(/damaged: customer/);
		expect((await target.db.query('select name from workspace')).rows).toEqual([{ name: 'Mine' }]);
	});

	test('an unfinished or a newer backup is refused', async () => {
		const { dir } = await backUp();
		const target = await empty();
		await expect(restoreBackup(target.db, log, tempDir(), { replace: false })).rejects.toThrow(
			/holds no complete backup/
		);
		const file = join(dir, 'manifest.json');
		writeFileSync(file, readFileSync(file, 'utf8').replace('"migrations": [', '"migrations": ["99991231T2359-later",'));
		await expect(restoreBackup(target.db, log, dir, { replace: false })).rejects.toThrow(/newer than this program/);
	});

	test('a backup of an older version is loaded into its tables and migrated', async () => {
		const { dir } = await backUp();
		const file = join(dir, 'manifest.json');
		const manifest = JSON.parse(readFileSync(file, 'utf8')) as { migrations: string[]; tables: { name: string }[] };
		const kept = ['workspace', 'department', 'member', 'api_token', 'idempotency_key'];
		// The last one that changed a table of these.
		manifest.migrations = manifest.migrations.filter((name) => name <= '20261127T1522-privacy-link');
		manifest.tables = manifest.tables.filter((table) => kept.includes(table.name));
		writeFileSync(file, JSON.stringify({ ...manifest, sequences: {} }));
		const target = await empty();
		await restoreBackup(target.db, log, dir, { replace: false });
		expect((await target.db.query('select count(*) as n from department')).rows).toEqual([{ n: 2 }]);
		expect((await target.db.query('select count(*) as n from response')).rows).toEqual([{ n: 0 }]);
	});

	test('the program must not run on the database', async () => {
		const { dir } = await backUp();
		const target = await empty();
		const program = target.db.createClient('wayfelt journal');
		await program.connect();
		await expect(restoreBackup(target.db, log, dir, { replace: false })).rejects.toThrow(/running on this database/);
		await program.end();
	});
});
