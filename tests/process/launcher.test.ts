import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../support/built-app.ts';
import { until } from '../collab/support/client.ts';
import { lives, postmaster } from '../integration/platform/support.ts';

const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'wayfelt-launcher-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Every process below this one, nearest first. */
function below(pid: number): number[] {
	let children: number[] = [];
	try {
		children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
			.trim()
			.split(/\s+/)
			.filter(Boolean)
			.map(Number);
	} catch {
		// It has ended.
	}
	return [...children, ...children.flatMap(below)];
}

const runs = (pid: number, what: string): boolean => {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').includes(what);
	} catch {
		return false;
	}
};

/** `npm …` as a person or a supervisor runs it. */
async function launch(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
	const port = await freePort();
	const npm: ChildProcess = spawn('npm', args, {
		cwd: root,
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: String(port),
			DATA_DIR: dataDir,
			LOG_LEVEL: 'warn',
			OWNER_EMAIL: 'owner@example.com',
			OWNER_PASSWORD: 'a long enough passphrase',
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	let said = '';
	for (const stream of [npm.stdout, npm.stderr]) stream!.on('data', (chunk: Buffer) => (said += chunk.toString()));
	let all: number[] = [];
	onTestFinished(() => {
		for (const pid of [npm.pid!, ...all]) if (lives(pid)) process.kill(pid, 'SIGKILL');
	});
	const isReady = async () => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok === true;
	await until(
		async () => {
			if (npm.exitCode !== null) throw new Error(said);
			return isReady();
		},
		'it serves',
		240_000
	);
	all = [...below(npm.pid!), postmaster(dataDir)];
	return {
		npm,
		find: (what: string) => all.find((pid) => runs(pid, what))!,
		/** Resolves when nothing of it is left, the database neither. */
		gone: () => until(() => ![npm.pid!, ...all].some(lives), 'nothing is left', 40_000)
	};
}

describe('whoever supervises the program can stop it', () => {
	it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL'] as const)('%s to npm start', async (signal) => {
		const { npm, gone } = await launch(['start']);
		npm.kill(signal);
		await gone();
	});

	it.each(['SIGTERM', 'SIGKILL'] as const)('%s to the launcher below npm', async (signal) => {
		const { find, gone } = await launch(['start']);
		process.kill(find('start.mjs'), signal);
		await gone();
	});

	it('SIGTERM to npm run demo, while it is still filling the workspace or after', async () => {
		const { npm, gone } = await launch(['run', 'demo']);
		npm.kill('SIGTERM');
		await gone();
	});
});

describe('a runner of the tests', () => {
	/** What `npm test` starts its runners with, before a program that would go on for ever. */
	it('ends when its launcher is killed', async () => {
		const guard = join(root, 'server', 'launch', 'with-parent.mjs');
		const script = `
			const { spawn } = require('node:child_process');
			const env = { ...process.env, WAYFELT_STARTED_BY: String(process.pid) };
			const child = spawn(process.execPath, ['--import', ${JSON.stringify(guard)}, '-e', 'setInterval(() => {}, 1000)'], { env });
			console.log(child.pid);
			setInterval(() => {}, 1000);`;
		const launcher = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
		const pid = await new Promise<number>((done) =>
			launcher.stdout!.once('data', (text) => done(Number(String(text))))
		);
		onTestFinished(() => {
			if (lives(pid)) process.kill(pid, 'SIGKILL');
		});
		expect(lives(pid)).toBe(true);
		launcher.kill('SIGKILL');
		await until(() => !lives(pid), 'it ends', 30_000);
	});
});
