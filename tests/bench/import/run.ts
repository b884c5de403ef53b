import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { IMPORT_CHUNK, MAX_IMPORT_ROWS, planRows, type Mapping } from '#domain/imports/index.ts';
import { readTable } from '#lib/features/import/read-table.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { openDatabase } from '../../../server/db/client.ts';
import { SUPERUSER } from '../../../server/db/embedded/cluster.ts';
import { createLog } from '../../../server/platform/log.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { askedJourney } from '../answers/journey.ts';
import { BENCH_ENV } from '../answers/load.ts';

/*
 * How fast answers come in from CSV: files as large as an import takes, read, planned and sent in parts as the page does it,
 * to the built program on its embedded database. Beside it, in the same run, the floor: COPY of the very same rows into the
 * same tables, with their indexes, keys and triggers. The program's memory is told after each file.
 * `npm run build && npm run bench:import [-- --rows 1000000 --at-once 2]`
 */
const { values } = parseArgs({
	options: { rows: { type: 'string', default: '1000000' }, 'at-once': { type: 'string', default: '2' } }
});
const ROWS = Number(values.rows);
/** Parts on their way. */
const AT_ONCE = Number(values['at-once']);
/** The mark of the project: share of the floor. */
const MARK = 0.5;
const TABLES = ['response', 'outbox', 'score_day', 'score_day_by'];

const app = await startBuiltApp(BENCH_ENV);
const db = await openDatabase(readSettings({ DATA_DIR: app.dataDir }, process.cwd()), createLog('warn'));
const copies = mkdtempSync(join(tmpdir(), 'wayfelt-copies-'));
// The database runs as another user when we are root.
chmodSync(copies, 0o777);
try {
	const { journeyId, cookie, answered } = await askedJourney(app.url);
	const api = async <T>(path: string, body?: object, key?: string): Promise<T> => {
		const answer = await fetch(`${app.url}/api/v1${path}`, {
			method: body ? 'POST' : 'GET',
			headers: {
				...{ cookie, origin: app.url, 'content-type': 'application/json' },
				...(key !== undefined && { 'idempotency-key': key })
			},
			...(body && { body: JSON.stringify(body) })
		});
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	};
	const { touchpoints } = await api<{ touchpoints: { id: string }[] }>(`/journeys/${journeyId}`);
	const touchpointId = touchpoints[0]!.id;

	let [reading, sending, peak, created] = [0, 0, 0, 0];
	/** MB each time that another twentieth of the rows is in. */
	const course: number[] = [];
	const before = await memoryOf(app.pid);
	console.log(`program before: ${before} MB`);
	for (let first = 0; first < ROWS; first += MAX_IMPORT_ROWS) {
		const count = Math.min(MAX_IMPORT_ROWS, ROWS - first);
		const bytes = Buffer.from(csvOf(first, count));
		let began = performance.now();
		const rows = plan(bytes, touchpointId);
		reading += performance.now() - began;
		began = performance.now();
		const { id } = await api<{ id: string }>('/imports', {
			...{ fileName: `answers ${first}.csv`, kind: 'nps', total: rows.length, language: 'en' },
			touchpointIds: [touchpointId]
		});
		let next = 0;
		const sender = async (): Promise<void> => {
			while (next < rows.length) {
				const at = next;
				next += IMPORT_CHUNK;
				const part = { rows: rows.slice(at, at + IMPORT_CHUNK) };
				const { results } = await api<{ results: { status: string }[] }>(`/imports/${id}/rows`, part, `${id}-${at}`);
				created += results.filter(({ status }) => status === 'created').length;
				const memory = await memoryOf(app.pid);
				peak = Math.max(peak, memory);
				if (created >= ((course.length + 1) * ROWS) / 20) course.push(memory);
			}
		};
		await Promise.all(Array.from({ length: AT_ONCE }, sender));
		await api(`/imports/${id}/finish`, {});
		sending += performance.now() - began;
		console.log(`${first + count} rows: program ${await memoryOf(app.pid)} MB`);
	}
	console.log(`program, each twentieth of the rows: ${course.join(' ')} MB`);
	const copied = await copyAgain();
	const rate = (ms: number): number => Math.round((ROWS * 1000) / ms);
	const share = Number((copied / sending).toFixed(2));
	console.log(`\nread and planned  ${rate(reading)} rows/s (in the browser, before anything is sent)`);
	console.log(`imported          ${rate(sending)} rows/s`);
	console.log(`COPY              ${rate(copied)} rows/s\nimport ÷ COPY     ${share} (mark ${MARK})`);
	const counted = await answered();
	console.log(
		JSON.stringify({
			...{
				bench: 'import',
				rows: ROWS,
				atOnce: AT_ONCE,
				imported: rate(sending),
				copy: rate(copied),
				share,
				mark: MARK
			},
			...{ created, memory: { before, peak, course } }
		})
	);
	if (created !== ROWS || counted > ROWS) process.exitCode = 1;
} finally {
	await db.stop();
	await app.stop();
	app.cleanup();
	rmSync(copies, { recursive: true, force: true });
}

/** Two years of answers, a comment in every third. */
function csvOf(first: number, count: number): string {
	const lines = ['id,time,score,comment'];
	for (let at = first; at < first + count; at++) {
		const time = new Date(Date.now() - 60_000 * (1 + (at % 1_051_200))).toISOString();
		lines.push(
			`r${at}-${randomBytes(3).toString('hex')},${time},${at % 11},${at % 3 === 0 ? `The queue was long (${at})` : ''}`
		);
	}
	return lines.join('\n');
}

function plan(bytes: Uint8Array, touchpointId: string) {
	const table = readTable('answers.csv', bytes);
	if (!table.ok) throw new Error(JSON.stringify(table.issues));
	const mapping: Mapping = {
		kind: 'nps',
		score: { column: 2, values: null },
		touchpoint: { id: touchpointId },
		time: { column: 1, order: 'ymd' },
		comment: 3,
		customer: null,
		externalId: 0,
		language: 'en'
	};
	return planRows(table.value.rows, mapping, { timeZone: 'UTC', fileKey: 'bench' }).map((row) => {
		if (row.status !== 'ready') throw new Error(JSON.stringify(row));
		return row.row;
	});
}

/** @returns ms in which COPY brings back the rows that the imports have brought */
async function copyAgain(): Promise<number> {
	const client = new pg.Client({ ...(db.address as pg.ClientConfig), user: SUPERUSER });
	await client.connect();
	try {
		for (const table of TABLES) await client.query(`copy ${table} to '${copies}/${table}' (format csv)`);
		await client.query(`truncate ${TABLES.join(', ')}`);
		// Rows of an import are taken only while it runs.
		await client.query(`update import_run set status = 'running'`);
		await client.query('checkpoint');
		const began = performance.now();
		await client.query('begin');
		for (const table of TABLES) await client.query(`copy ${table} from '${copies}/${table}' (format csv)`);
		await client.query('commit');
		return performance.now() - began;
	} finally {
		await client.end();
	}
}

/** MB that a process holds; NaN where there is no /proc. */
async function memoryOf(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
}
