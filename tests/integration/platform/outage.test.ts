import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../../../server/db/client.ts';
import { SUPERUSER } from '../../../server/db/embedded/cluster.ts';
import { startEmbedded } from '../../../server/db/embedded/supervisor.ts';
import { createLog } from '../../../server/platform/log.ts';
import { newId } from '../../support/database.ts';
import { tempDir } from './support.ts';

const log = createLog('silent');
const away = { status: 503, code: 'database_unavailable', retryAfter: 2 };

test('while the database is away every query says so, and afterwards the same pools work', async () => {
	const dataDir = tempDir();
	const first = await startEmbedded({ dataDir, log });
	const db = connect({ host: first.host, port: first.port, user: SUPERUSER, database: 'postgres' }, log);
	onTestFinished(() => db.close());
	const ask = () => sql<{ one: number }>`select 1 as one`.execute(db.system);
	const transaction = () => db.inWorkspace(newId(), (trx) => sql`select pg_sleep(30)`.execute(trx));
	expect((await ask()).rows).toEqual([{ one: 1 }]);

	const running = transaction();
	const refused = expect(running).rejects.toMatchObject(away);
	await expect
		.poll(
			async () =>
				(
					await db.query(
						`select count(*) as n from pg_stat_activity where query like '%pg_sleep(30)%' and state = 'active' and pid <> pg_backend_pid()`
					)
				).rows[0].n
		)
		.toBe(1);
	await first.stop();
	await refused;
	await expect(ask()).rejects.toMatchObject(away);
	await expect(transaction()).rejects.toMatchObject(away);

	const second = await startEmbedded({ dataDir, log });
	onTestFinished(() => second.stop());
	expect((await ask()).rows).toEqual([{ one: 1 }]);
	// A wrong statement is the program's fault, not an outage.
	await expect(sql`select nonsense`.execute(db.system)).rejects.toMatchObject({ code: '42703' });
});
