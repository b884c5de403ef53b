/**
 * What partitions by month cost and gain for answers. The same rows three times, with the same indexes: in one table
 * (`plain`); in a partition a month of the id (`ids`: the key that the schema has); in a partition a month of
 * `submitted_at`, beside which a table of ids keeps an answer's id unique (`times`). The same work in turn, medians.
 * Figures and what follows from them: README.md here.
 *   node tests/bench/partitions/run.ts [rows, 10,000,000 by default]
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#server/db/client.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';
import { columns, given, history, MONTHS, monthAgo, OTHER, ROUNDS, ROWS } from './rows.ts';
import { works, type Kind } from './work.ts';

const KINDS = ['plain', 'ids', 'times'] as const satisfies readonly Kind[];

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-partitions-'));
// The database runs as another user when we are root.
chmodSync(dir, 0o755);
const embedded = await startEmbedded({
	dataDir: dir,
	log,
	// For filling only, which writes no WAL; everything after that is written as always.
	settings: { max_wal_size: '8GB', maintenance_work_mem: '512MB', wal_level: 'minimal', max_wal_senders: '0' }
});
const db = connect({ host: embedded.host, port: SOCKET_PORT, user: SUPERUSER, database: 'postgres' }, log);
await migrate(db.system, log);
const client = db.createClient('partitions', { statement_timeout: 0, query_timeout: 0 });
await client.connect();
const run = async (text: string): Promise<Record<string, unknown>[]> => (await client.query(text)).rows as never;
const timed = async (text: string): Promise<number> => {
	const began = performance.now();
	await run(text);
	return performance.now() - began;
};
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
const show = (name: string, of: (kind: Kind) => string): void =>
	console.log(name.padEnd(44) + KINDS.map((kind) => `${kind} ${of(kind).padStart(11)}`).join('   '));

const [{ indexes }] = (await run(`
	select array_agg(pg_get_indexdef(indexrelid)) as indexes from pg_index
	where indrelid = 'response'::regclass and not indisprimary`)) as [{ indexes: string[] }];

/*
 * The rows are made once, into a file of the server's own, and copied into each kind: tables without WAL (they are made in
 * the same transaction) and without indexes, which are built over what is there.
 */
const file = join(dir, 'made', 'answers.copy');
mkdirSync(join(dir, 'made'));
chmodSync(join(dir, 'made'), 0o777);
let began = performance.now();
const seconds = (): string => ((performance.now() - began) / 1000).toFixed(0);
await run(`copy (${given(history)}) to '${file}' (format binary)`);
console.log(`${ROWS} rows made in ${seconds()} s`);

const partitionKey: Record<Kind, string | null> = { plain: null, ids: 'month', times: 'submitted_at' };
for (const kind of KINDS) {
	began = performance.now();
	await run('begin');
	await run(`create schema ${kind}`);
	const by = partitionKey[kind];
	await run(
		`create table ${kind}.response (like public.response including defaults) ${by === null ? '' : `partition by range (${by})`}`
	);
	for (let ago = by === null ? -1 : MONTHS; ago >= 0; ago--)
		await run(`do $$ begin execute format('create table ${kind}.response_%s partition of ${kind}.response for values from (%L) to (%L)',
			to_char(${monthAgo(ago)}, 'YYYYMM'), ${monthAgo(ago)}, ${monthAgo(ago - 1)}); end $$`);
	if (by !== null) await run(`create table ${kind}.response_else partition of ${kind}.response default`);
	await run(`copy ${kind}.response (${columns}) from '${file}' (format binary)`);
	const copied = seconds();
	if (kind === 'times') {
		await run('create table times.response_id as select workspace_id, id, submitted_at from times.response');
		await run('alter table times.response_id add primary key (workspace_id, id)');
		await run('alter table times.response add primary key (workspace_id, id, submitted_at)');
	} else await run(`alter table ${kind}.response add primary key (workspace_id, id${kind === 'ids' ? ', month' : ''})`);
	for (const index of indexes) await run(index.replace(/ ON public\.response /, ` ON ${kind}.response `));
	await run('commit');
	await run('vacuum analyze');
	console.log(`${kind}: copied in ${copied} s, with ${indexes.length + 1} indexes and vacuumed in ${seconds()} s`);
}
rmSync(file);

for (const [name, textOf] of Object.entries(works)) {
	const taken: Record<Kind, number[]> = { plain: [], ids: [], times: [] };
	for (let round = 0; round < ROUNDS; round++)
		for (const kind of KINDS) taken[kind].push(await timed(textOf(kind, round)));
	const medians = Object.fromEntries(KINDS.map((kind) => [kind, median(taken[kind])])) as Record<Kind, number>;
	show(name, (kind) => `${medians[kind].toFixed(2)} ms`);
}

const sizes = {} as Record<Kind, string>;
for (const kind of KINDS) {
	const [row] = await run(`select pg_size_pretty(sum(pg_total_relation_size(c.oid))) as size from pg_class c
		where c.relnamespace = '${kind}'::regnamespace and c.relkind = 'r'`);
	sizes[kind] = String(row!.size);
}
show('size with indexes', (kind) => sizes[kind]);

/** Once: there is one oldest month and one other workspace. */
async function once(name: string, textOf: (kind: Kind) => string): Promise<void> {
	const taken: Record<string, number> = {};
	for (const kind of KINDS) taken[kind] = await timed(textOf(kind));
	show(name, (kind) => `${taken[kind]!.toFixed(0)} ms`);
}
const ids = (kind: Kind, where: string) => (kind === 'times' ? `delete from times.response_id where ${where};` : '');
await once('delete a workspace of a fiftieth', (kind) => {
	const where = `workspace_id = '${OTHER}'`;
	return `${ids(kind, where)} delete from ${kind}.response where ${where}`;
});
await once('the oldest month goes', (kind) => {
	const where = `submitted_at < ${monthAgo(MONTHS - 1)}`;
	if (kind === 'plain') return `delete from plain.response where ${where}`;
	return `${ids(kind, where)} do $$ begin execute format('drop table ${kind}.response_%s', to_char(${monthAgo(MONTHS)}, 'YYYYMM')); end $$`;
});
for (const kind of KINDS) await run(`analyze ${kind}.response`);
await once('vacuum after that', (kind) => `vacuum ${kind}.response`);

await client.end();
await db.close();
await embedded.stop();
rmSync(dir, { recursive: true, force: true });
