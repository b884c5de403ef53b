/**
 * What partitions by month cost and gain for answers: the table as it is, beside the same rows in one partition a month of
 * `submitted_at`. A unique key of a partitioned table holds the partition's column, so there a table of ids beside it keeps an
 * answer's id unique. Both with the same indexes; the same work in turn, medians.
 *   node tests/bench/partitions/run.ts [rows, 10,000,000 by default]
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#server/db/client.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';

const ROWS = Number(process.argv[2] ?? 10_000_000);
const MONTHS = 24;
const ROUNDS = 7;
const BATCH = 100;
const W = '00000000-0000-7000-8000-000000000001';

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-partitions-'));
// The database runs as another user when we are root.
chmodSync(dir, 0o755);
const embedded = await startEmbedded({
	dataDir: dir,
	log,
	settings: { max_wal_size: '4GB', maintenance_work_mem: '512MB' }
});
const db = connect({ host: embedded.host, port: SOCKET_PORT, user: SUPERUSER, database: 'postgres' }, log);
await migrate(db.system, log);
const client = db.createClient('partitions', { statement_timeout: 0, query_timeout: 0 });
await client.connect();
const run = async (text: string): Promise<Record<string, unknown>[]> => (await client.query(text)).rows as never;

/** Ids that spread as those of many phones do, and can be found again. */
const idOf = (n: string) => `md5((${n})::text)::uuid`;
const given = (from: string) => `
	select '${W}'::uuid as workspace_id, ${idOf('n')} as id, ${idOf("'s' || (n % 300)::text")} as survey_id, 1 as survey_version,
		${idOf("'c' || (n % 3000)::text")} as collector_id, ${idOf("'t' || (n % 3000)::text")} as touchpoint_id,
		case when n % 3000 = 7 then 'api' when n % 2 = 0 then 'qr' else 'link' end as channel,
		jsonb_build_object('nps', n % 11, 'comment', case when n % 10 = 0 then 'The queue was long, the staff was friendly' end) as answers,
		jsonb_build_object('${W}', n % 11) as scores, n % 10 = 0 as has_text, 'en' as language,
		at as submitted_at, at as received_at, at::date as day, sha256(n::text::bytea) as body_hash
	from ${from}`;
const columns =
	'workspace_id, id, survey_id, survey_version, collector_id, touchpoint_id, channel, answers, scores, has_text, language, submitted_at, received_at, day, body_hash';
const history = `(select n, date_trunc('month', now()) - n * (interval '${MONTHS} months' / ${ROWS}) as at from generate_series(1, ${ROWS}) n) g`;

const { indexes } = (
	await run(`
	select array_agg(pg_get_indexdef(indexrelid)) as indexes from pg_index
	where indrelid = 'response'::regclass and not indisprimary`)
)[0] as { indexes: string[] };

for (const kind of ['plain', 'months']) {
	const began = performance.now();
	await run(`create schema ${kind}`);
	if (kind === 'plain') await run('create table plain.response (like public.response including defaults)');
	else {
		await run(
			'create table months.response (like public.response including defaults) partition by range (submitted_at)'
		);
		await run(
			'create table months.response_id (workspace_id uuid not null, id uuid not null, submitted_at timestamptz not null)'
		);
		for (let at = -MONTHS; at <= 0; at++)
			await run(`do $$ begin execute format('create table months.response_%s partition of months.response for values from (%L) to (%L)',
				to_char(date_trunc('month', now()) + interval '${at} months', 'YYYYMM'),
				date_trunc('month', now()) + interval '${at} months', date_trunc('month', now()) + interval '${at + 1} months'); end $$`);
	}
	await run(`insert into ${kind}.response (${columns}) ${given(history)}`);
	if (kind === 'months') {
		await run('insert into months.response_id select workspace_id, id, submitted_at from months.response');
		await run('alter table months.response_id add primary key (workspace_id, id)');
		await run('alter table months.response add primary key (workspace_id, id, submitted_at)');
	} else await run('alter table plain.response add primary key (workspace_id, id)');
	for (const index of indexes) await run(index.replace(/ ON public\.response /, ` ON ${kind}.response `));
	await run('vacuum analyze');
	console.log(
		`${kind}: ${ROWS} rows and ${indexes.length + 1} indexes in ${((performance.now() - began) / 1000).toFixed(0)} s`
	);
}

let fresh = ROWS;
const batch = () => {
	const from = fresh + 1;
	return `(select n, now() as at from generate_series(${from}, ${(fresh += BATCH)}) n) g`;
};
const written: Record<string, () => string> = {
	plain: () => `insert into plain.response (${columns}) ${given(batch())} on conflict (workspace_id, id) do nothing`,
	months: () => `with given as materialized (${given(batch())}),
		claimed as (insert into months.response_id select workspace_id, id, submitted_at from given on conflict do nothing returning id)
		insert into months.response (${columns}) select ${columns} from given join claimed using (id)`
};
const list = (kind: string, where: string, limit = 50) =>
	`select * from ${kind}.response where workspace_id = '${W}' ${where} order by submitted_at desc, id desc limit ${limit}`;
const monthAgo = (n: number) => `date_trunc('month', now()) - interval '${n} months'`;
const work: Record<string, (kind: string) => string> = {
	[`write ${BATCH} answers`]: (kind) => written[kind]!(),
	'the latest 50': (kind) => list(kind, ''),
	'50 of a rare channel': (kind) => list(kind, "and channel = 'api'"),
	'50 of one touchpoint': (kind) => list(kind, `and touchpoint_id = ${idOf("'t77'")}`),
	'50 of a survey, in a month a year ago': (kind) =>
		list(
			kind,
			`and survey_id = ${idOf("'s77'")} and submitted_at >= ${monthAgo(12)} and submitted_at < ${monthAgo(11)}`
		),
	'count of a month a year ago': (kind) =>
		`select count(*), sum(n) from (select length(answers::text) as n from ${kind}.response
			where workspace_id = '${W}' and submitted_at >= ${monthAgo(12)} and submitted_at < ${monthAgo(11)}) m`,
	'100 by their ids': (kind) =>
		`select count(body_hash) from ${kind}.response where workspace_id = '${W}'
			and id = any(array(select ${idOf('n * 1000')} from generate_series(1, 100) n))`,
	'100 by their ids, months named': (kind) =>
		kind === 'plain'
			? work['100 by their ids']!(kind)
			: `select count(r.body_hash) from (select * from months.response_id where workspace_id = '${W}'
				and id = any(array(select ${idOf('n * 1000')} from generate_series(1, 100) n))) k
				join months.response r on r.workspace_id = k.workspace_id and r.id = k.id and r.submitted_at = k.submitted_at`
};
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
for (const [name, textOf] of Object.entries(work)) {
	const taken: Record<string, number[]> = { plain: [], months: [] };
	for (let round = 0; round < ROUNDS; round++)
		for (const kind of ['plain', 'months']) {
			const text = textOf(kind);
			const began = performance.now();
			await run(text);
			taken[kind]!.push(performance.now() - began);
		}
	const [plain, months] = [median(taken.plain!), median(taken.months!)];
	console.log(
		`${name.padEnd(42)} plain ${plain.toFixed(2).padStart(9)} ms   months ${months.toFixed(2).padStart(9)} ms   ${(months / plain).toFixed(2)}×`
	);
}

for (const kind of ['plain', 'months']) {
	const [{ size }] = (await run(`
		select pg_size_pretty(sum(pg_total_relation_size(c.oid))) as size from pg_class c
		where c.relnamespace = '${kind}'::regnamespace and c.relkind = 'r'`)) as [{ size: string }];
	const began = performance.now();
	if (kind === 'plain') await run(`delete from plain.response where submitted_at < ${monthAgo(MONTHS - 1)}`);
	else
		await run(`do $$ begin execute format('drop table months.response_%s', to_char(${monthAgo(MONTHS)}, 'YYYYMM')); end $$;
			delete from months.response_id where submitted_at < ${monthAgo(MONTHS - 1)}`);
	const removed = performance.now();
	await run(kind === 'plain' ? 'vacuum plain.response' : 'vacuum months.response_id');
	console.log(
		`${kind}: ${size}; the oldest month goes in ${(removed - began).toFixed(0)} ms, vacuum ${(performance.now() - removed).toFixed(0)} ms`
	);
}

await client.end();
await db.close();
await embedded.stop();
rmSync(dir, { recursive: true, force: true });
