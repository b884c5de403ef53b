/**
 * The numbers of a workspace with ten million answers: 200 touchpoints, 50 journeys, three years, five channels. How long a map
 * of 60 touchpoints and the heatmap of all journeys take, through the services that the API calls, beside the same numbers by
 * SQL over the answers themselves, which must be equal. PostgreSQL 15 where Debian's is installed, and then the embedded
 * one with a million.
 *   npm run bench:numbers [-- --rows=10000000 --rounds=40 --embedded]
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { score, type Histogram, type MetricDefinition } from '#domain/metrics/index.ts';
import { foldOldMonths } from '#server/areas/answers/jobs/fold-months.ts';
import { counting } from '#server/areas/answers/repo/counting.ts';
import { connect } from '#server/db/client.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';
import { createAnswerServices, placeJourney } from '../../integration/answers/support.ts';
import { createPeople } from '../../support/people.ts';

const { values } = parseArgs({
	options: {
		rows: { type: 'string', default: '10000000' },
		rounds: { type: 'string', default: '40' },
		embedded: { type: 'boolean', default: false }
	}
});
const ROWS = Number(values.rows);
const ROUNDS = Number(values.rounds);
const WARM_UP = 5;
const DAYS = 1_095;
const CHANNELS = ['qr', 'link', 'web', 'email', 'sms'] as const;
/** Of them at a time: while they are copied, the next ones are made. */
const CHUNK = 1_000_000;
/** Answers in the embedded database, after the others. */
const EMBEDDED_ROWS = 1_000_000;
/** Seconds in which the data is to be there; times that the counts are faster than the answers. */
const MARKS = { filled: 120, faster: 100 };
const DEBIAN = { bin: '/usr/lib/postgresql/15/bin', major: 15 };

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-large-'));
// The database runs as another user when we are root.
chmodSync(dir, 0o755);
const isDebian = !values.embedded && existsSync(join(DEBIAN.bin, 'postgres'));
const server = await startEmbedded({
	dataDir: dir,
	log,
	...(isDebian && { binaries: DEBIAN }),
	// For filling only, which writes no WAL and need not survive a power cut.
	settings: {
		max_wal_size: '8GB',
		maintenance_work_mem: '512MB',
		wal_level: 'minimal',
		max_wal_senders: '0',
		fsync: 'off',
		checkpoint_timeout: '1h'
	}
});
const db = connect({ host: server.host, port: SOCKET_PORT, user: SUPERUSER, database: 'postgres' }, log);
const client = db.createClient('large', { statement_timeout: 0, query_timeout: 0 });
await client.connect();
/** Makes rows while the other one copies; builds indexes beside it. */
const second = db.createClient('large 2', { statement_timeout: 0, query_timeout: 0 });
await second.connect();
const run = async <Row>(text: string, on = client): Promise<Row[]> => (await on.query(text)).rows as Row[];
let began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(0)} s`;

try {
	await migrate(db.system, log);
	console.log(`PostgreSQL ${isDebian ? '15' : '18 (embedded)'}, ${ROWS} answers`);
	const { workspaceId, owner } = await createPeople(db).workspace();
	const services = createAnswerServices(db);
	const large = await placeJourney(
		db,
		workspaceId,
		Array.from({ length: 12 }, () => 5)
	);
	const journeys = [large];
	for (let at = 0; at < 49; at++) journeys.push(await placeJourney(db, workspaceId, at < 42 ? [1, 1, 1] : [1, 1]));
	const { id: surveyId } = await services.surveys.create(owner.actor, { title: 'S', kind: 'nps' });
	await services.surveys.publish(owner.actor, surveyId);
	for (const touchpointId of journeys.flatMap(({ touchpoints }) => touchpoints))
		for (const channel of CHANNELS)
			await services.collectors.create(owner.actor, { surveyId, touchpointId, channel: 'qr', name: `Shop ${channel}` });
	await fill(workspaceId, surveyId);

	began = performance.now();
	const count = sql`with ${counting(sql`response`, sql`r.workspace_id = ${workspaceId}`, ['scores'])} select 1`;
	const { sql: text, parameters } = count.compile(db.system);
	// Nothing was added up yet that a day could be in.
	await run('set session_replication_role = replica');
	await client.query(text, [...parameters]);
	await run('reset session_replication_role');
	await run('vacuum analyze score_day, score_day_by');
	console.log('counted in', seconds());
	for (const isFolded of [false, true]) {
		if (isFolded) {
			began = performance.now();
			await foldOldMonths.run({ system: db.system, now: () => new Date() });
			await run('vacuum analyze score_month, score_month_by');
			console.log('\nmonths added up in', seconds());
		} else console.log('\nby day only');
		for (const [name, filter, mark] of [
			['map of 60 touchpoints, 30 days, a channel', { channel: 'qr' }, 50],
			['the same, a year', { channel: 'qr', period: '365' }, 50],
			['the same, three years', { channel: 'qr', period: 'all' }, 50],
			['the same by language, a year', { language: 'en', period: '365' }, 50]
		] as const)
			await measure(
				name,
				mark,
				() => services.results.forJourney(owner.actor, large.journeyId, filter),
				isFolded ? () => proof(workspaceId, large.touchpoints, filter) : null
			);
		for (const [name, filter] of [
			['heatmap of 50 journeys with what moved, 30 days', {}],
			['the same, a channel', { channel: 'qr' }],
			['the same, a year', { period: '365' }]
		] as const)
			await measure(
				name,
				200,
				() => services.results.heatmap(owner.actor, filter),
				isFolded ? () => heatmapProof(workspaceId, filter) : null
			);
	}
} finally {
	await client.end();
	await second.end();
	await db.close();
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
}
if (isDebian) {
	console.log('');
	const own = [import.meta.filename, '--embedded', `--rows=${Math.min(EMBEDDED_ROWS, ROWS)}`, `--rounds=${ROUNDS}`];
	process.exitCode = spawnSync(process.execPath, own, { stdio: 'inherit' }).status ?? 1;
}

/** Answers of three years, by COPY into the table without its indexes, which are built over them, two at a time. */
async function fill(workspaceId: string, surveyId: string): Promise<void> {
	began = performance.now();
	await run(`create table places as select row_number() over (order by id) - 1 as n, id, touchpoint_id,
		('{${CHANNELS.join(',')}}'::text[])[(row_number() over (partition by touchpoint_id order by id))] as channel from collector
		where workspace_id = '${workspaceId}'`);
	const [{ definition }] = (await run(`select id as definition from metric_definition`)) as [{ definition: string }];
	const made = join(dir, 'made');
	mkdirSync(made);
	chmodSync(made, 0o777);
	const columns = `workspace_id, id, month, survey_id, survey_version, collector_id, touchpoint_id, channel, answers, scores, has_text,
		language, submitted_at, received_at, day, body_hash`;
	// Ids grow with time, as they do: the index of the key is only added to at its end.
	const make = (from: number, to: number) =>
		run(
			`copy (
		select '${workspaceId}'::uuid, (lpad(to_hex((extract(epoch from g.at) * 1000)::bigint), 12, '0') || '40008000'
				|| lpad(to_hex(g.n), 12, '0'))::uuid, date '1970-01-01', '${surveyId}'::uuid, 1,
			p.id, p.touchpoint_id, p.channel, jsonb_build_object('nps', g.score), jsonb_build_object('${definition}', g.score), false,
			case when g.n % 3 = 0 then 'zh-CN' else 'en' end, g.at, g.at, (g.at at time zone 'Europe/Berlin')::date, '\\x3b1f'::bytea
		from (
			select n, now() - (${ROWS} - n) * (interval '${DAYS} days' / ${ROWS}) as at, (n::bigint * 7919) % 1000 as place,
				least(10, round(7 + 2 * random() + 2 * random() - (n % 7) * 0.5))::integer as score
			from generate_series(${from}, ${to}) n) g
		join places p on p.n = g.place) to '${made}/answers-${from}' (format binary)`,
			second
		);
	const indexes = await run<{ name: string; made: string }>(`
		select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
		where indrelid = 'response'::regclass and not indisprimary and not indisunique`);
	await run('begin');
	for (const { name } of indexes) await run(`drop index ${name}`);
	await run('set local session_replication_role = replica');
	await run('truncate response cascade');
	const starts = Array.from({ length: Math.ceil(ROWS / CHUNK) }, (_, at) => at * CHUNK + 1);
	const makeFrom = (start: number | undefined) =>
		start === undefined ? null : make(start, Math.min(start + CHUNK - 1, ROWS));
	let making = makeFrom(starts[0]);
	for (const [at, start] of starts.entries()) {
		await making;
		making = makeFrom(starts[at + 1]);
		await run(`copy response (${columns}) from '${made}/answers-${start}' (format binary, freeze)`);
		rmSync(join(made, `answers-${start}`));
	}
	await run('commit');
	console.log('made and copied in', seconds());
	const left = [...indexes];
	await Promise.all(
		[client, second].map(async (on) => {
			for (let one = left.shift(); one !== undefined; one = left.shift()) await run(one.made, on);
		})
	);
	console.log('with indexes', seconds());
	await run('vacuum analyze response');
	const late = performance.now() - began > MARKS.filled * 1_000 ? ' missed' : '';
	console.log(`with vacuum ${seconds()} < ${MARKS.filled} s${late}`);
}

type Shown = Awaited<ReturnType<ReturnType<typeof createAnswerServices>['results']['forJourney']>>;
type Heatmap = Awaited<ReturnType<ReturnType<typeof createAnswerServices>['results']['heatmap']>>;
interface Chosen {
	readonly channel?: string;
	readonly language?: string;
	readonly period?: string;
}
/** Works out what is shown from the answers. @returns how long that took, ms @throws Error where one number differs */
type Proof = (shown: unknown) => Promise<number>;

async function proof(workspaceId: string, touchpoints: readonly string[], filter: Chosen): Promise<Proof> {
	const of = `r.touchpoint_id = any('{${touchpoints.join(',')}}')`;
	return async (shown) => {
		const { window, touchpoints: scores, outside } = shown as Shown;
		const place = 'r.touchpoint_id';
		const length = (Date.parse(window.to) - Date.parse(window.from)) / 86_400_000 + 1;
		const daysBefore = (day: string) => new Date(Date.parse(day) - length * 86_400_000).toISOString().slice(0, 10);
		const before = { from: daysBefore(window.from), to: daysBefore(window.to) };
		// All that a map shows: the days, those before, what the filter leaves out, and what lies outside the days.
		const now = await fromAnswers(workspaceId, place, of, window, filter);
		const earlier = await fromAnswers(workspaceId, place, of, before, filter);
		const all = await fromAnswers(workspaceId, place, of, window, {});
		const ever = await fromAnswers(workspaceId, place, of, { from: '1970-01-01', to: '9999-12-31' }, filter);
		const n = ({ histogram }: FromAnswers['rows'][number]) => histogram.reduce((sum, count) => sum + count, 0);
		const nNow = new Map(now.rows.map((row) => [row.id, n(row)]));
		for (const row of ever.rows) {
			const told = (outside[row.id] ?? []).reduce((sum, one) => sum + one.before + one.after, 0);
			if (told !== n(row) - (nNow.get(row.id) ?? 0)) throw new Error(`${row.id}: ${told} are said to lie outside`);
		}
		for (const row of earlier.rows) {
			const told = scores[row.id]?.[0]?.change?.n;
			if (told !== undefined && told !== n(row)) throw new Error(`${row.id}: ${told} before, ${n(row)} are true`);
		}
		return compared(now, (id) => scores[id]?.[0]) + earlier.took + all.took + ever.took;
	};
}

/** Scenes of all journeys; the window before, by which it is told what moved, is read from the answers as well. */
async function heatmapProof(workspaceId: string, filter: Chosen): Promise<Proof> {
	return async (shown) => {
		const { window, before, journeys } = shown as Heatmap;
		const scenes = new Map(journeys.flatMap((journey) => journey.scenes.map(({ id, scores }) => [id, scores[0]])));
		const scene =
			'(select t.scene_id from touchpoint t where t.id = r.touchpoint_id and t.workspace_id = r.workspace_id)';
		const [now, earlier] = [
			await fromAnswers(workspaceId, scene, 'true', window, filter),
			await fromAnswers(workspaceId, scene, 'true', before, filter)
		];
		return compared(now, (id) => scenes.get(id)) + earlier.took;
	};
}

interface FromAnswers {
	readonly rows: readonly { readonly id: string; readonly histogram: Histogram }[];
	readonly took: number;
}

async function fromAnswers(
	workspaceId: string,
	place: string,
	where: string,
	window: { readonly from: string; readonly to: string },
	filter: Chosen
): Promise<FromAnswers> {
	const from = performance.now();
	const rows = await run<{ id: string; definition_id: string; histogram: Histogram }>(`
		select ${place} as id, e.definition_id,
			array[${Array.from({ length: 11 }, (_, at) => `count(*) filter (where e.score = '${at}')`).join(', ')}]::integer[] as histogram
		from response r join touchpoint t on t.workspace_id = r.workspace_id and t.id = r.touchpoint_id
			cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
		where r.workspace_id = '${workspaceId}' and not r.left_out and ${where}
			and r.day between '${window.from}' and '${window.to}'
			${filter.channel === undefined ? '' : `and r.channel = '${filter.channel}'`}
			${filter.language === undefined ? '' : `and r.language = '${filter.language}'`}
		group by 1, 2`);
	return { rows, took: performance.now() - from };
}

function compared(
	{ rows, took }: FromAnswers,
	shownOf: (id: string) => { readonly n: number; readonly value: number | null } | undefined
): number {
	for (const { id, histogram } of rows) {
		const found = shownOf(id);
		const n = histogram.reduce((sum, count) => sum + count, 0);
		const { value } = score({ metric: 'nps' } as MetricDefinition, histogram);
		if (found?.n !== n || Math.abs((found.value ?? NaN) - (value ?? NaN)) > 1e-9)
			throw new Error(`${id}: ${found?.n} and ${found?.value} are shown, ${n} and ${value} are true`);
	}
	return took;
}

async function measure(
	name: string,
	mark: number,
	ask: () => Promise<unknown>,
	prove: (() => Promise<Proof>) | null
): Promise<void> {
	const times: number[] = [];
	let shown: unknown;
	// What a server and its connections do the first times is another question.
	for (let round = 0; round < WARM_UP; round++) await ask();
	for (let round = 0; round < ROUNDS; round++) {
		const from = performance.now();
		shown = await ask();
		times.push(performance.now() - from);
	}
	times.sort((a, b) => a - b);
	const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
	let raw = '';
	if (prove) {
		const took = await (await prove())(shown);
		const times = took / at(0.5);
		raw = `  by SQL over the answers ${took.toFixed(0)} ms, ${times.toFixed(0)}×, equal`;
		if (isDebian && times < MARKS.faster) raw += ` (< ${MARKS.faster}× missed)`;
	}
	const met = at(0.95) < mark ? '' : ' missed';
	console.log(
		`${name.padEnd(48)} median ${at(0.5).toFixed(1).padStart(6)} ms  p95 ${at(0.95).toFixed(1).padStart(6)} ms < ${mark}${met}${raw}`
	);
}
