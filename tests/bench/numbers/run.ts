/**
 * Which form adds numbers up: a row a bucket (what the schema has), or a row a day with the buckets in an object, merged
 * when an answer comes. The same answers – minutes with a long tail, at some touchpoints over a year – in both; medians.
 * Figures and what follows from them: docs/counts.md.
 *   node tests/bench/numbers/run.ts
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#server/db/client.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { createLog } from '#server/platform/log.ts';

const TOUCHPOINTS = 20;
const DAYS = 365;
/** Answers of a touchpoint on a day. */
const A_DAY = 50;
const ROUNDS = 60;

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-numbers-'));
chmodSync(dir, 0o755);
const embedded = await startEmbedded({ dataDir: dir, log });
const db = connect({ host: embedded.host, port: SOCKET_PORT, user: SUPERUSER, database: 'postgres' }, log);
const client = db.createClient('numbers', { statement_timeout: 0, query_timeout: 0 });
await client.connect();
const run = async (text: string): Promise<Record<string, unknown>[]> => (await client.query(text)).rows as never;

/** Steps that somebody typed, and their bucket: 1 … some hundred minutes. */
const typed = (
	from: string
) => `select t, day, steps, case when steps = 0 then 0 else ceil(ln(steps) / ln(1.01))::smallint + 1 end as bucket
	from (select t, day, round(exp(random() * random() * 6)) * 100 as steps from ${from}) as one`;

await run(`
	create table rows (t integer, day date, bucket smallint, n integer, sum numeric, squares numeric,
		primary key (t, day, bucket)) with (fillfactor = 70);
	create table objects (t integer, day date, n integer, sum numeric, squares numeric, buckets jsonb, primary key (t, day))
		with (fillfactor = 70);
	create function merged(one jsonb, other jsonb) returns jsonb language sql immutable as $$
		select jsonb_object_agg(key, jsonb_build_array(n, s)) from (
			select key, sum((value ->> 0)::integer) as n, sum((value ->> 1)::numeric) as s
			from (select * from jsonb_each(one) union all select * from jsonb_each(other)) as every group by key) as added
	$$;`);
const write: Record<string, (from: string) => string> = {
	rows: (
		from
	) => `insert into rows as d select t, day, bucket, count(*), sum(steps), sum(steps * steps) from (${from}) i
		group by 1, 2, 3 order by 1, 2, 3
		on conflict (t, day, bucket) do update set n = d.n + excluded.n, sum = d.sum + excluded.sum, squares = d.squares + excluded.squares`,
	objects: (
		from
	) => `insert into objects as d select t, day, sum(n), sum(s), sum(q), jsonb_object_agg(bucket, jsonb_build_array(n, s))
		from (select t, day, bucket, count(*)::integer as n, sum(steps) as s, sum(steps * steps) as q from (${from}) i group by 1, 2, 3) g
		group by 1, 2 order by 1, 2
		on conflict (t, day) do update set n = d.n + excluded.n, sum = d.sum + excluded.sum, squares = d.squares + excluded.squares,
			buckets = merged(d.buckets, excluded.buckets)`
};
const read: Record<string, (days: number) => string> = {
	rows: (days) =>
		`select t, bucket, sum(n), sum(sum), sum(squares) from rows where day > date '2027-01-01' - ${days} group by 1, 2`,
	objects: (
		days
	) => `select t, b.key, sum((b.value ->> 0)::integer), sum((b.value ->> 1)::numeric) from objects, jsonb_each(buckets) b
		where day > date '2027-01-01' - ${days} group by 1, 2`
};

await run(
	`create table made as ${typed(
		`generate_series(1, ${TOUCHPOINTS}) t, generate_series(0, ${DAYS - 1}) d, generate_series(1, ${A_DAY}),
		lateral (select date '2027-01-01' - d as day) x`
	)}`
);
for (const kind of ['rows', 'objects']) await run(write[kind]!('select * from made'));
await run('vacuum analyze');

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;
async function compare(name: string, rounds: number, textOf: (kind: string) => string): Promise<void> {
	const taken: Record<string, number[]> = { rows: [], objects: [] };
	for (let round = 0; round < rounds; round++)
		for (const kind of ['rows', 'objects']) {
			const text = textOf(kind);
			const began = performance.now();
			await run(text);
			taken[kind]!.push(performance.now() - began);
		}
	console.log(
		`${name.padEnd(34)} rows ${median(taken.rows!).toFixed(2)} ms   objects ${median(taken.objects!).toFixed(2)} ms`
	);
}
/** One batch for both kinds. */
async function batch(answers: number, touchpoints: number): Promise<string> {
	const today = `generate_series(1, ${answers}) i, lateral (select 1 + i % ${touchpoints} as t, date '2027-01-01' as day) x`;
	const rows = await run(typed(today));
	return `select * from (values ${rows.map((row) => `(${row.t}, date '2027-01-01', ${row.steps}::numeric, ${row.bucket}::smallint)`).join(', ')}) as v(t, day, steps, bucket)`;
}
const one = await batch(1, 1);
const many = await batch(32, 1);
const apart = await batch(32, 20);
await compare('write one answer', ROUNDS, (kind) => write[kind]!(one));
await compare('write 32 of one touchpoint', ROUNDS, (kind) => write[kind]!(many));
await compare('write 32 of twenty touchpoints', ROUNDS, (kind) => write[kind]!(apart));
await compare('a map of 30 days', 9, (kind) => read[kind]!(30));
await compare('a map of a year', 5, (kind) => read[kind]!(365));
for (const kind of ['rows', 'objects']) {
	const [row] = await run(
		`select count(*) as rows, pg_size_pretty(pg_total_relation_size('${kind}')) as size from ${kind}`
	);
	console.log(`${kind}: ${String(row!.rows)} rows, ${String(row!.size)}`);
}

await client.end();
await db.close();
await embedded.stop();
rmSync(dir, { recursive: true, force: true });
