import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
 * sockets, and the same answers in batches to its API. Beside it, in the same run, the floor: one bare insert per answer
 * into the same database; and the same by the barest web server, which tells how much of the distance is HTTP itself.
 * What each costs the machine stands beside it: the processor's time of callers, program and database per answer.
 * `npm run build && npm run bench:answers [-- --seconds 20 --rate 50 --batch 100]`
 */
const { values } = parseArgs({
	options: {
		seconds: { type: 'string', default: '20' },
		rate: { type: 'string', default: '50' },
		callers: { type: 'string', default: '64' },
		batch: { type: 'string', default: '100' }
	}
});
const [seconds, rate, callers, size] = [values.seconds, values.rate, values.callers, values.batch].map(Number) as [
	number,
	number,
	number,
	number
];
/** The marks of the project: ms at 50 answers a second; shares of the floor with 64 callers, form by form and in batches. */
const MARK = 30;
const MARKS = { answers: 0.6, batch: 1.5 };

const newId = (): string => uuidv7(Date.now(), randomBytes(10));
const app = await startBuiltApp(BENCH_ENV);
const db = await openDatabase(readSettings({ DATA_DIR: app.dataDir }, process.cwd()), createLog('warn'));
try {
	const { code, cookie, answered } = await askedJourney(app.url);
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

	/** Resolves when all of the batch is stored. */
	const batch = async (): Promise<void> => {
		const responses = Array.from({ length: size }, () => ({
			collectorCode: code,
			id: newId(),
			answers: { nps: score++ % 11, comment: 'The queue was long' }
		}));
		const answer = await fetch(`${app.url}/api/v1/responses/batch`, {
			method: 'POST',
			headers: { cookie, origin: app.url, 'content-type': 'application/json' },
			body: JSON.stringify({ responses })
		});
		const told = await answer.text();
		const created = told.split('"status":"created"').length - 1;
		if (created !== size) throw new Error(`${created} of ${size}: ${told.slice(0, 500)}`);
	};

	// Code that ran a few hundred times is compiled; what a server does in its first second is another question.
	await closedLoop(answer, 8, 3);
	await closedLoop(batch, 8, 2);
	await closedLoop(bareInsert, 8, 1);

	const rows: [string, Load][] = [];
	for (let round = 1; round <= 2; round++) {
		rows.push([`floor, bare insert, ${rate}/s`, await openLoop(bareInsert, rate, seconds / 2)]);
		rows.push([`answers, ${rate}/s`, await openLoop(answer, rate, seconds / 2)]);
	}
	const bare = await startBare(app.dataDir);
	const bareAnswer = bare.poster(callers, () => ({ ...filledForm(code), nps: '7', comment: 'The queue was long' }));
	await closedLoop(bareAnswer, 8, 3);
	const most = { floor: 0, http: 0, answers: 0, batch: 0 };
	const costs: string[] = [];
	for (let round = 1; round <= 2; round++) {
		for (const [what, name, call] of [
			['floor', 'floor, bare insert', bareInsert],
			['http', 'bare insert by a bare web server', bareAnswer],
			['answers', 'answers', answer],
			['batch', `answers in batches of ${size}`, batch]
		] as const) {
			const spent = await spending();
			const one = await closedLoop(call, callers, seconds / 2);
			const load = what === 'batch' ? { ...one, rate: one.rate * size } : one;
			rows.push([`${name}, ${callers} callers`, load]);
			most[what] += load.rate / 2;
			costs.push(`${name.padEnd(36)}${await spent(one.latencies.length * (what === 'batch' ? size : 1))}`);
		}
	}
	await bare.stop();
	report(rows);
	console.log(`\nprocessor time per answer, µs\n${costs.join('\n')}`);
	console.log(
		`\nbatches ÷ floor ${(most.batch / most.floor).toFixed(2)} (mark ${MARKS.batch}), answers ÷ floor ${(most.answers / most.floor).toFixed(2)} (mark ${MARKS.answers}), bare web server ÷ floor ${(most.http / most.floor).toFixed(2)}, answers ÷ bare web server ${(most.answers / most.http).toFixed(2)}`
	);

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
			max: Math.round(most.answers),
			ofFloor: Number((most.answers / most.floor).toFixed(2)),
			batches: Math.round(most.batch),
			batchesOfFloor: Number((most.batch / most.floor).toFixed(2)),
			marks: MARKS,
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

/** Begins to count what callers, program and database spend; what comes back says it per answer. */
async function spending(): Promise<(answers: number) => Promise<string>> {
	const now = async () => ({
		callers: process.cpuUsage(),
		program: await spentBy(app.pid),
		database: (await Promise.all((await backends()).map(spentBy))).reduce((sum, ms) => sum + ms, 0)
	});
	const before = await now();
	return async (answers) => {
		const after = await now();
		const { user, system } = process.cpuUsage(before.callers);
		const per = (us: number) => String(Math.round(us / answers)).padStart(5);
		return `callers ${per(user + system)}  program ${per((after.program - before.program) * 1000)}  database ${per((after.database - before.database) * 1000)}`;
	};
}

async function backends(): Promise<number[]> {
	const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db.system);
	return rows.map(({ pid }) => pid);
}

/** ms of processor time of a process so far; 0 where there is no /proc, and for one that has ended. */
async function spentBy(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const [, user = '0', system = '0'] = /\) (?:\S+ ){11}(\d+) (\d+)/.exec(stat) ?? [];
	// In hundredths of a second, on every Linux that Node runs on.
	return (Number(user) + Number(system)) * 10;
}

/** The bare web server, a process of its own as the program is. */
async function startBare(dataDir: string) {
	const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts')], {
		env: { ...process.env, DATA_DIR: dataDir },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	const url = `http://127.0.0.1:${Number(port.toString())}`;
	return {
		poster: (connections: number, fields: () => Record<string, string>) => {
			const post = formPoster(url, connections);
			return () => post('/', fields());
		},
		stop: async () => {
			child.kill('SIGTERM');
			await once(child, 'exit');
		}
	};
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
