import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeBackup } from '../../../server/admin/backup.ts';
import { restoreBackup } from '../../../server/admin/restore.ts';
import { defineConsumer } from '../../../server/events/consumer.ts';
import { createEvents } from '../../../server/events/index.ts';
import { record } from '../../../server/events/record.ts';
import { createBoss } from '../../../server/jobs/index.ts';
import { createLog } from '../../../server/platform/log.ts';
import { openTestDb, testDatabases, type TestDb } from '../../support/database.ts';
import { createPeople } from '../../support/people.ts';
import { tempDir } from '../platform/support.ts';

const log = createLog('silent');
const IN_TIME = { timeout: 60_000, interval: 50 };

describe.each(testDatabases())('events in a backup ($name)', (engine) => {
	const stops: (() => Promise<void>)[] = [];
	afterEach(async () => {
		for (const stop of stops.splice(0).reverse()) await stop();
	});

	async function open(): Promise<TestDb> {
		const test = await openTestDb(engine);
		stops.push(() => test.close());
		return test;
	}

	/** A process whose consumer hears of departments, and fails as long as it is told to. */
	async function start(test: TestDb, fails: () => boolean = () => false) {
		const heard: string[] = [];
		const boss = createBoss(test.db.query, log);
		await boss.start();
		const consumer = defineConsumer({
			name: 'restored-ones',
			events: ['department.created', 'department.renamed'],
			async handle({ kind, subject }) {
				if (fails()) throw new Error('not now');
				heard.push(`${kind} ${subject}`);
			}
		});
		const events = createEvents({
			system: test.db.system,
			now: () => new Date(),
			boss,
			bus: { subscribe: () => () => undefined },
			log,
			consumers: [consumer],
			pollSeconds: 0.5
		});
		await events.start();
		const stop = async (): Promise<void> => {
			await events.stop();
			await boss.stop({ graceful: true, timeout: 1_000 });
		};
		stops.push(stop);
		return { heard, stop: () => (stops.splice(stops.indexOf(stop), 1), stop()) };
	}

	it('that are not handled yet – in a queue, or not even there – are handled after a restore, in order; others are not', async () => {
		const source = await open();
		const { workspaceId } = (await createPeople(source.db).workspace()).owner.actor;
		const change = (kind: 'created' | 'renamed', department: string) =>
			source.db.system
				.transaction()
				.execute((trx) =>
					record(trx, workspaceId, { kind: 'system' }, [
						{ kind: `department.${kind}`, subject: department, payload: {} }
					])
				);
		let fails = false;
		await change('created', 'before there was a consumer');
		const process = await start(source, () => fails);
		await change('created', 'handled');
		await vi.waitFor(() => expect(process.heard).toEqual(['department.created handled']), IN_TIME);
		fails = true;
		await change('created', 'queued');
		await vi.waitFor(async () => {
			const { rows } =
				await sql`select from pgboss.job where name = 'events-restored-ones' and state = 'retry'`.execute(
					source.db.system
				);
			expect(rows).toHaveLength(1);
		}, IN_TIME);
		await process.stop();
		await change('renamed', 'queued');

		const directory = join(tempDir(), 'backup');
		await writeBackup(source.db, directory);
		const target = await open();
		await restoreBackup(target.db, log, directory, { replace: false });
		const after = await start(target);
		await vi.waitFor(
			() => expect(after.heard).toEqual(['department.created queued', 'department.renamed queued']),
			IN_TIME
		);
		const letters =
			await sql`select from pgboss.job where starts_with(name, 'events-') and state < 'completed'`.execute(
				target.db.system
			);
		expect(letters.rows).toEqual([]);
	});
});
