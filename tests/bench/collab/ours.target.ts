/**
 * What the harness measures beside its anchors (see README.md). It starts `server.ts` on a fresh database of a
 * PostgreSQL that the runner started with the program's own settings: every commit is flushed to the disk.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { connect } from '#server/db/client.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';

const host = process.env.BENCH_SOCKET;
const postmaster = Number(process.env.BENCH_POSTMASTER);
if (!host || !postmaster) throw new Error('start it with `npm run bench:collab`, which brings the database');

const at = { host, port: SOCKET_PORT };
const ROLE = 'bench';
let database: string | undefined;

async function asSuperuser(...statements: string[]): Promise<void> {
	const client = new pg.Client({ ...at, user: SUPERUSER, database: 'postgres' });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}

/** As the program sees it: an ordinary role, so row-level security is paid for. */
const address = () => ({ ...at, user: ROLE, database: database! });

export default {
	name: 'wayfelt',
	label: 'Wayfelt, every edit committed in PostgreSQL first',
	persists: true,
	cmd: process.execPath,
	args: [join(import.meta.dirname, 'server.ts')],
	cwd: join(import.meta.dirname, '../../..'),
	urlTemplate: 'ws://127.0.0.1:{port}/collab/scratch/{doc}',
	env: () => ({ BENCH_DATABASE: JSON.stringify(address()) }),
	dbPid: () => postmaster,
	async prepare() {
		// Never dropped: the disk would be busy with that (discards) while the next case is measured.
		database = `bench_${randomBytes(6).toString('hex')}`;
		await asSuperuser(
			`do $$ begin create role ${ROLE} login; exception when duplicate_object then null; end $$`,
			`create database ${database} owner ${ROLE}`
		);
		const log = createLog('error');
		const db = connect(address(), log);
		try {
			await migrate(db.system, log);
		} finally {
			await db.close();
		}
		// A new database is thirty megabytes on their way to the disk: not while we measure.
		await asSuperuser('checkpoint');
	},
	async storedBytes() {
		const client = new pg.Client(address());
		await client.connect();
		try {
			const { rows } = await client.query<{ bytes: string }>(
				"select pg_total_relation_size('document') + pg_total_relation_size('document_update') as bytes"
			);
			return Number(rows[0]!.bytes);
		} finally {
			await client.end();
		}
	}
};
