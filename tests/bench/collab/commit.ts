/**
 * What durability costs at least on this machine, beside what the journal takes: lone commits at 140 a second, as
 * 20 editors make them. The floors are one flushed write to a file and one statement that stores nothing.
 *   npm run bench:commit
 */
import { closeSync, chmodSync, fdatasync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '#server/db/client.ts';
import { openStore } from '../../support/document-store.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { SOCKET_PORT, SUPERUSER } from '#server/db/embedded/cluster.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';

const PER_SECOND = 140;
const SECONDS = 6;
const ROUNDS = 5;
const key = {
	workspaceId: '00000000-0000-7000-8000-000000000001',
	documentId: '00000000-0000-7000-8000-000000000002'
};

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-commit-'));
// The database runs as another user when we are root.
chmodSync(dir, 0o755);
const embedded = await startEmbedded({ dataDir: dir, log });
const db = connect({ host: embedded.host, port: SOCKET_PORT, user: SUPERUSER, database: 'postgres' }, log);
await migrate(db.system, log);
const store = openStore(db, log);
await store.start();
await store.createScratch(key);

const file = openSync(join(dir, 'flushed'), 'w');
writeSync(file, Buffer.alloc(1 << 20));
const client = db.createClient('floor');
await client.connect();
const bytes = Buffer.alloc(60, 7);
let seq = 0;
let place = 0;

const cases: Readonly<Record<string, () => Promise<unknown>>> = {
	'a write to a file, flushed': () =>
		new Promise<void>((resolve, reject) => {
			writeSync(file, bytes, 0, bytes.length, (place += bytes.length));
			fdatasync(file, (error) => (error ? reject(error) : resolve()));
		}),
	'a statement, nothing stored': () => client.query({ name: 'floor', text: 'select 1' }),
	'a commit of the journal': () => store.append([{ key, seq: ++seq, bytes, authors: ['somebody'] }])
};

/** Latencies in ms, sorted. */
async function measure(work: () => Promise<unknown>): Promise<number[]> {
	const taken: number[] = [];
	const end = performance.now() + SECONDS * 1000;
	let due = performance.now();
	while (due < end) {
		due += (1000 / PER_SECOND) * (0.5 + Math.random());
		await delay(Math.max(0, due - performance.now()));
		const started = performance.now();
		await work();
		taken.push(performance.now() - started);
	}
	return taken.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;
const median = (values: readonly number[]): string =>
	at(
		values.toSorted((a, b) => a - b),
		0.5
	).toFixed(2);

try {
	const rounds = new Map<string, number[][]>();
	for (let round = 0; round < ROUNDS; round++) {
		for (const [name, work] of Object.entries(cases))
			rounds.set(name, [...(rounds.get(name) ?? []), await measure(work)]);
	}
	console.log(
		`\n| ${PER_SECOND} a second, medians of ${ROUNDS} rounds | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|`
	);
	for (const [name, all] of rounds) {
		console.log(
			`| ${name} | ${[0.5, 0.95, 0.99].map((share) => median(all.map((one) => at(one, share)))).join(' | ')} |`
		);
	}
} finally {
	closeSync(file);
	await client.end();
	await store.close();
	await db.close();
	await embedded.stop();
	rmSync(dir, { recursive: true, force: true });
}
