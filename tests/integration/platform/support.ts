import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { databaseUser } from '../../../server/db/embedded/user.ts';
import { spawn } from 'node:child_process';

/** A directory of the test, removed after it. Open to others, as /var/lib/… is. */
export function tempDir(mode = 0o755): string {
	const dir = mkdtempSync(join(tmpdir(), 'wayfelt-platform-'));
	chmodSync(dir, mode);
	onTestFinished(() => {
		chmodSync(dir, 0o755);
		rmSync(dir, { recursive: true, force: true });
	});
	return dir;
}

/** Waits until it holds; the timeout is the test's. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await condition())) await delay(20);
}

export const postmaster = (dataDir: string): number =>
	Number.parseInt(readFileSync(join(dataDir, 'postgres', '18', 'postmaster.pid'), 'utf8'), 10);

export function lives(pid: number): boolean {
	try {
		process.kill(pid, 0);
		// A zombie has ended; it only waits for somebody to ask how.
		return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

export interface Holder {
	readonly child: ChildProcess;
	/** What it printed first. */
	readonly said: Promise<{ adopted?: boolean; refused?: string }>;
	/** Exit code, null after a signal. */
	readonly ended: Promise<number | null>;
}

const script = join(import.meta.dirname, 'holder.ts');

/** Another process that starts or adopts the database. @param unprivileged never as root */
export function holder(dataDir: string, unprivileged = false): Holder {
	const options = { stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] };
	const child = unprivileged
		? databaseUser([process.execPath, script]).spawn(process.execPath, [script, dataDir], options)
		: spawn(process.execPath, [script, dataDir], options);
	onTestFinished(() => void child.kill('SIGKILL'));
	const said = new Promise<{ adopted?: boolean; refused?: string }>((done, failed) => {
		let text = '';
		child.stdout!.on('data', (chunk) => {
			text += String(chunk);
			if (text.includes('\n')) done(JSON.parse(text) as { adopted?: boolean });
		});
		child.once('error', failed);
		child.once('close', () => failed(new Error(`ended without a word: ${text}`)));
	});
	return { child, said, ended: new Promise((done) => child.once('close', done)) };
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
	const probe = createServer();
	await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address() as { port: number };
	await new Promise((done) => probe.close(done));
	return port;
}
