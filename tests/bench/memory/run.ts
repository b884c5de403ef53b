/**
 * `npm run bench:memory`: what the process holds after many documents were opened, edited, compacted and closed. The same
 * work is done by fresh servers with several settings of the C library and of V8, one after the other.
 *
 *     npm run bench:memory -- [documents=1000] [variant …]
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as decoding from 'lib0/decoding';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { connect } from '#server/db/client.ts';
import { makeAppDatabase } from '#server/db/embedded/app-role.ts';
import { startEmbedded } from '#server/db/embedded/supervisor.ts';
import { migrate } from '#server/db/migrate.ts';
import { createLog } from '#server/platform/log.ts';
import { memoryEnv, memoryFlags } from '../../../server/launch/memory.mjs';

/** Before: as Node comes. Now: as `npm start` runs it. The others tell which setting does what. */
const variants: Readonly<Record<string, { env?: Record<string, string>; flags?: readonly string[] }>> = {
	before: {},
	now: { env: memoryEnv, flags: memoryFlags },
	'arenas=1': { env: { MALLOC_ARENA_MAX: '1' } },
	'arenas=2': { env: { MALLOC_ARENA_MAX: '2' } },
	'trim=128k': { env: { MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_MMAP_THRESHOLD_: '131072' } },
	'semi-space=4M': { flags: ['--max-semi-space-size=4'] },
	'semi-space=8M': { flags: ['--max-semi-space-size=8'] }
};

const [documents = '1000', ...chosen] = process.argv.slice(2);
const AT_ONCE = 20;
const EDITS = 80;
// y-websocket listens to the end of the process once for each provider.
process.setMaxListeners(0);
/** The merge worker has ended by then (20 s), and empty rooms are unloaded. */
const QUIET = 25_000;

const log = createLog('error');
const dir = mkdtempSync(join(tmpdir(), 'wayfelt-bench-memory-'));
chmodSync(dir, 0o755);
const embedded = await startEmbedded({ dataDir: dir, log, settings: { fsync: 'off' } });
try {
	console.log(`${documents} documents each; MB of the server's process, database not counted\n`);
	console.log(
		'variant'.padEnd(16),
		...['RSS at start', 'RSS after', 'quiet', 'heap used', 'external'].map((t) => t.padStart(13))
	);
	for (const name of chosen.length > 0 ? chosen : Object.keys(variants)) await measure(name);
} finally {
	await embedded.stop();
	rmSync(dir, { recursive: true, force: true });
}

async function measure(name: string): Promise<void> {
	const { env = {}, flags = [] } = variants[name]!;
	const place = await makeAppDatabase(embedded, `memory_${Date.now()}`);
	const address = { host: embedded.host, port: embedded.port, ...place };
	const db = connect(address, log);
	await migrate(db.system, log);
	await db.close();
	const port = await freePort();
	const server = spawn(process.execPath, [...flags, join(import.meta.dirname, '../collab/server.ts')], {
		env: { ...process.env, ...env, PORT: String(port), BENCH_DATABASE: JSON.stringify(address) },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	await new Promise((ready) => server.stdout.once('data', ready));
	const memory = async () => ((await (await fetch(`http://127.0.0.1:${port}`)).json()) as Stats).memory;
	const before = await memory();
	let next = 0;
	const worker = async (): Promise<void> => {
		while (next < Number(documents)) await visit(`ws://127.0.0.1:${port}/collab/scratch`, `doc-${next++}`);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	const after = await memory();
	await delay(QUIET);
	const quiet = await memory();
	server.kill('SIGTERM');
	await new Promise((ended) => server.once('exit', ended));
	const figures = [before.rss, after.rss, quiet.rss, quiet.heapUsed, quiet.external];
	console.log(name.padEnd(16), ...figures.map((bytes) => (bytes / 2 ** 20).toFixed(0).padStart(13)));
}

interface Stats {
	readonly memory: NodeJS.MemoryUsage;
}

/** Opens a document, writes a map of some 60 kB in 80 edits, waits until it is stored, and leaves: it is compacted then. */
async function visit(url: string, name: string): Promise<void> {
	const doc = new Y.Doc();
	const provider = new WebsocketProvider(url, name, doc, {
		WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
		disableBc: true
	});
	await new Promise<void>((done, failed) => {
		provider.messageHandlers[100] = (_encoder, decoder) => {
			if (decoding.readVarUint(decoder) >= EDITS) done();
		};
		provider.messageHandlers[101] = () => {};
		provider.messageHandlers[102] = () => {};
		provider.once('sync', () => {
			for (let edit = 0; edit < EDITS; edit++)
				doc.getMap('cards').set(`card ${edit}`, new Y.Map([['title', new Y.Text('x'.repeat(700))]]));
		});
		setTimeout(() => failed(new Error(`${name} was not stored`)), 60_000).unref();
	});
	provider.destroy();
	provider.awareness.destroy();
	doc.destroy();
}

function freePort(): Promise<number> {
	return new Promise((done) => {
		const probe = createServer();
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => done(port));
		});
	});
}
