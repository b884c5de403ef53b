import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { memoryEnv, memoryFlags } from '../../server/launch/memory.mjs';

const root = resolve(import.meta.dirname, '../..');

export const OWNER = { email: 'owner@example.com', password: 'a long enough passphrase' } as const;

/** The built program as `npm start` runs it, on a port and a data directory of its own. */
export interface BuiltApp {
	readonly url: string;
	readonly dataDir: string;
	readonly pid: number;
	/** Everything it printed so far. */
	output(): string;
	/** Ends it the polite way and waits; throws when it did not end with 0. */
	stop(): Promise<void>;
	/** SIGKILL; resolves when the process is gone. The database is left as it is. */
	kill(): Promise<void>;
	/** Starts again on the same port and data. */
	restart(): Promise<void>;
	/** Removes the data directory; call after `stop`. */
	cleanup(): void;
}

/** @throws Error with the program's output when it does not get ready within two minutes. */
export async function startBuiltApp(env: Record<string, string> = {}, args: readonly string[] = []): Promise<BuiltApp> {
	const port = await freePort();
	const dataDir = mkdtempSync(join(tmpdir(), 'wayfelt-test-'));
	const url = `http://127.0.0.1:${port}`;
	let printed = '';
	let child: ChildProcess;

	const start = async (): Promise<void> => {
		child = spawn(process.execPath, [...memoryFlags, 'server/main.ts', ...args], {
			cwd: root,
			env: {
				...process.env,
				...memoryEnv,
				NODE_ENV: 'production',
				HOST: '127.0.0.1',
				PORT: String(port),
				DATA_DIR: dataDir,
				OWNER_EMAIL: OWNER.email,
				OWNER_PASSWORD: OWNER.password,
				LOG_LEVEL: 'warn',
				...env
			},
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child.stdout!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		child.stderr!.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		await ready(
			url,
			() => child.exitCode,
			() => printed
		);
	};
	await start();

	return {
		url,
		dataDir,
		get pid() {
			return child.pid!;
		},
		output: () => printed,
		stop: async () => {
			const code = await ended(child, 'SIGTERM');
			if (code !== 0) throw new Error(`the program ended with ${code} on SIGTERM:\n${printed}`);
		},
		kill: async () => {
			await ended(child, 'SIGKILL');
		},
		restart: start,
		cleanup: () => rmSync(dataDir, { recursive: true, force: true })
	};
}

async function ready(url: string, exit: () => number | null, printed: () => string): Promise<void> {
	const until = Date.now() + 120_000;
	for (;;) {
		if (exit() !== null) throw new Error(`the program ended with ${exit()}:\n${printed()}`);
		const answer = await fetch(`${url}/readyz`).catch(() => null);
		if (answer?.ok) return;
		if (Date.now() > until) throw new Error(`not ready after two minutes:\n${printed()}`);
		await new Promise((wake) => setTimeout(wake, 50));
	}
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
	if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
	return new Promise((done) => {
		child.once('exit', (code) => done(code));
		child.kill(signal);
	});
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const probe = createServer();
		probe.once('error', failed);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => done(port));
		});
	});
}
