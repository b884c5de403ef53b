import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { uuidv7 } from '#domain/shared/ids.ts';
import { readSettings } from '../../../server/platform/config.ts';
import { openDatabase } from '../../../server/db/client.ts';
import { createLog } from '../../../server/platform/log.ts';
import { startBuiltApp } from '../../support/built-app.ts';
import { askedJourney } from './journey.ts';
import { BENCH_ENV, closedLoop, filledForm, formPoster, openLoop, percentile, type Load } from './load.ts';

/*
 * How fast an answer is durable: posts the respondent form to the built program on its embedded database, over real
 * sockets. Beside it, in the same run, the floor: one bare insert per answer into the same database.
 * `npm run build && npm run bench:answers [-- --seconds 20 --rate 50]`
 */
const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '20' },
		rate: { type: 'string', default: '50' },
		callers: { type: 'string', default: '64' }
	}
});
const [seconds, rate, callers] = [values.seconds, values.rate, values.callers].map(Number) as [number, number, number];
/** The mark of the project at 50 answers a second, ms. */
const MARK = 30;

const newId = (): string => uuidv7(Date.now(), randomBytes(10));
const app = await startBuiltApp(BENCH_ENV);
const db = await openDatabase(readSettings({ DATA_DIR: app.dataDir }, process.cwd()), createLog('warn'));
try {
	const { code, answered } = await askedJourney(app.url);
	const post = formPoster(app.url, callers);
	let score = 0;
	const answer = () =>
		post(`/s/${code}`, { ...filledForm(code), nps: String(score++ % 11), comment: 'The queue was long' });
	await sql`create table bench_floor (workspace_id uuid, id uuid, answers jsonb, primary key (workspace_id, id))`.execute(
		db.system
	);
	const workspace = newId();
	const bareInsert = async (): Promise<void> => {
		await sql`insert into bench_floor values (${workspace}, ${newId()}, ${JSON.stringify({ nps: 7, comment: 'The queue was long' })})`.execute(
			db.system
		);
	};

	// Code that ran a few hundred times is compiled; what a server does in its first second is another question.
	await closedLoop(answer, 8, 3);
	await closedLoop(bareInsert, 8, 1);

	const rows: [string, Load][] = [];
	for (let round = 1; round <= 2; round++) {
		rows.push([`floor, bare insert, ${rate}/s`, await openLoop(bareInsert, rate, seconds / 2)]);
		rows.push([`answers, ${rate}/s`, await openLoop(answer, rate, seconds / 2)]);
	}
	rows.push([`floor, bare insert, ${callers} callers`, await closedLoop(bareInsert, callers, seconds / 2)]);
	rows.push([`answers, ${callers} callers`, await closedLoop(answer, callers, seconds / 2)]);
	report(rows);

	const failures = rows.reduce((sum, [, load]) => sum + load.failures, 0);
	const counted = await answered();
	console.log(`\nanswers sent ${score}, counted ${counted}, failed ${failures}`);
	const p95 = percentile(
		rows.filter(([name]) => name.startsWith(`answers, ${rate}/s`)).flatMap(([, load]) => load.latencies),
		95
	);
	console.log(
		JSON.stringify({
			bench: 'answers',
			rate,
			p95: round(p95),
			mark: MARK,
			max: Math.round(rows.at(-1)![1].rate),
			sent: score,
			counted,
			failures
		})
	);
	if (counted !== score || failures > 0) process.exitCode = 1;
} finally {
	await db.stop();
	await app.stop();
	app.cleanup();
}

function report(rows: readonly [string, Load][]): void {
	const line = (cells: readonly (string | number)[]) =>
		console.log(cells.map((cell, at) => (at === 0 ? String(cell).padEnd(36) : String(cell).padStart(10))).join(''));
	line(['', 'per s', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms']);
	for (const [name, load] of rows)
		line([name, Math.round(load.rate), ...[50, 95, 99, 100].map((p) => round(percentile(load.latencies, p)))]);
}

function round(ms: number): number {
	return Math.round(ms * 10) / 10;
}
