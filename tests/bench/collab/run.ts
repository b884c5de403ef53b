/**
 * Our collaboration server beside the harness' anchors, interleaved, and the ratios. See README.md.
 *   BENCH_COLLAB_DIR=… npm run bench:collab -- --rounds=3 --scenarios=latency,join --servers=yws,hocus,wayfelt
 */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { embeddedBinaries } from '#server/db/embedded/binaries.ts';
import { layOut } from '#server/db/embedded/cluster.ts';
import { postmasterPid } from '#server/db/embedded/pid-file.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { databaseUser } from '#server/db/embedded/user.ts';
import { createLog } from '#server/platform/log.ts';
import { printRatios, type Row } from './ratios.ts';

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '3' },
		scenarios: { type: 'string', default: 'latency,join,manydocs' },
		servers: { type: 'string', default: 'yws,hocus,wayfelt' },
		quick: { type: 'boolean', default: false },
		/** Rows of an earlier run: only print the ratios. */
		show: { type: 'string' }
	}
});

const rowsOf = (file: string): Row[] =>
	readFileSync(file, 'utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as Row);

async function measure(harness: string): Promise<string> {
	const dir = mkdtempSync(join(tmpdir(), 'wayfelt-bench-'));
	// The database runs as another user when we are root.
	chmodSync(dir, 0o755);
	const out = join(harness, 'results', `wayfelt-${Date.now()}.jsonl`);
	const binaries = embeddedBinaries();
	const embedded = await startEmbedded({ dataDir: dir, log: createLog('error') });
	const cluster = layOut(dir, binaries, databaseUser([dir]));
	const env = { ...process.env, BENCH_SOCKET: embedded.host, BENCH_POSTMASTER: String(postmasterPid(cluster)) };
	try {
		for (const scenario of values.scenarios.split(',')) {
			for (let round = 1; round <= Number(values.rounds); round++) {
				for (const server of values.servers.split(',')) await one(harness, env, out, scenario, server, round);
			}
		}
	} finally {
		await embedded.stop();
		rmSync(dir, { recursive: true, force: true });
	}
	return out;
}

/** One scenario on one server; a failure is said and does not end the run. */
function one(
	harness: string,
	env: NodeJS.ProcessEnv,
	out: string,
	scenario: string,
	server: string,
	round: number
): Promise<void> {
	const which = server === 'wayfelt' ? `--target=${join(import.meta.dirname, 'ours.target.ts')}` : `--server=${server}`;
	const args = ['bench.mjs', `--scenario=${scenario}`, `--round=${round}`, `--out=${out}`, '--limit=400', which];
	if (values.quick) args.push('--quick');
	return new Promise((resolve) => {
		const child = spawn(process.execPath, args, { cwd: harness, env, stdio: ['ignore', 'ignore', 'inherit'] });
		child.on('exit', (code) => {
			if (code !== 0) console.error(`${scenario} on ${server} failed (${code})`);
			resolve();
		});
	});
}

if (values.show) printRatios(rowsOf(values.show));
else {
	const harness = process.env.BENCH_COLLAB_DIR;
	if (!harness || !existsSync(join(harness, 'bench.mjs'))) {
		console.error(
			'BENCH_COLLAB_DIR must name the folder of the harness (with bench.mjs, installed). See tests/bench/collab/README.md.'
		);
		process.exit(1);
	}
	const out = await measure(harness);
	console.log(`rows: ${out}`);
	printRatios(rowsOf(out));
}
