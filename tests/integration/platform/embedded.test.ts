import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { embeddedBinaries } from '../../../server/db/embedded/binaries.ts';
import { startEmbedded, type Embedded } from '../../../server/db/embedded/supervisor.ts';
import { databaseUser } from '../../../server/db/embedded/user.ts';
import { createLog } from '../../../server/platform/log.ts';
import { codeOf } from '../../../server/platform/start-error.ts';
import { holder, lives, postmaster, tempDir, until } from './support.ts';

const log = createLog('silent');

async function start(dataDir: string): Promise<Embedded> {
	const server = await startEmbedded({ dataDir, log });
	onTestFinished(() => server.stop());
	return server;
}

/** SIGKILL for the whole server at once: what a power cut leaves behind. */
async function crash(dataDir: string): Promise<void> {
	const main = postmaster(dataDir);
	const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim().split(/\s+/).map(Number);
	const all = [main, ...children];
	for (const pid of all) kill(pid);
	await until(() => !all.some(lives));
}

/** What ended by itself – as its processes do when they see that the main one is gone – needs no signal. */
function kill(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (codeOf(error) !== 'ESRCH') throw error;
	}
}

describe('the embedded database', () => {
	test('is made, runs as somebody who is not root, and is gone after the stop', async () => {
		const dir = tempDir();
		const server = await startEmbedded({ dataDir: dir, log });
		const pid = postmaster(dir);
		const { rows } = await server.query(
			`select current_setting('fsync') as fsync, current_setting('listen_addresses') as tcp`
		);
		expect(rows).toEqual([{ fsync: 'on', tcp: '' }]);
		expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
		expect(statSync(join(dir, 'postgres')).mode & 0o777).toBe(0o700);
		await server.stop();
		expect(lives(pid)).toBe(false);
		expect(existsSync(join(dir, 'postgres', '18', 'postmaster.pid'))).toBe(false);
	});

	test('works in a directory that only its owner can enter', async () => {
		const dir = join(tempDir(0o700), 'data');
		mkdirSync(dir);
		const server = await start(dir);
		expect((await server.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
	});

	test('works when the program lies where only its owner can enter, as in a clone in /root', async () => {
		const found = embeddedBinaries();
		const closed = join(tempDir(0o700), 'native');
		cpSync(dirname(found.bin), closed, { recursive: true, verbatimSymlinks: true });
		const server = await startEmbedded({ dataDir: tempDir(), log, binaries: { ...found, bin: join(closed, 'bin') } });
		onTestFinished(() => server.stop());
		expect((await server.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
	});

	test('works where the path is too long for a socket', async () => {
		const dir = join(tempDir(), 'x'.repeat(120));
		mkdirSync(dir);
		const server = await start(dir);
		expect(server.host.length).toBeLessThan(90);
		expect((await server.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
	});

	test('outlives a killed process, and the next start adopts it', async () => {
		const dir = tempDir();
		const first = holder(dir);
		expect(await first.said).toEqual({ adopted: false });
		const pid = postmaster(dir);
		first.child.kill('SIGKILL');
		await first.ended;
		expect(lives(pid)).toBe(true);
		const server = await startEmbedded({ dataDir: dir, log });
		expect(server.adopted).toBe(true);
		expect(postmaster(dir)).toBe(pid);
		await server.stop();
		expect(lives(pid)).toBe(false);
	});

	test('two starts at once share one server, and the last to leave stops it', async () => {
		const dir = tempDir();
		const both = [holder(dir), holder(dir)];
		const said = await Promise.all(both.map((one) => one.said));
		expect(said.every((answer) => answer.refused === undefined)).toBe(true);
		const pid = postmaster(dir);
		both[0]!.child.kill('SIGTERM');
		expect(await both[0]!.ended).toBe(0);
		expect(lives(pid)).toBe(true);
		both[1]!.child.kill('SIGTERM');
		expect(await both[1]!.ended).toBe(0);
		expect(lives(pid)).toBe(false);
		expect(readdirSync(join(dir, 'postgres')).filter((name) => name.startsWith('init-'))).toEqual([]);
	});

	test('one leaves while another comes: the newcomer has a server', async () => {
		const dir = tempDir();
		let current = await startEmbedded({ dataDir: dir, log });
		for (let round = 0; round < 5; round++) {
			const [, next] = await Promise.all([current.stop(), startEmbedded({ dataDir: dir, log })]);
			expect((await next.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
			current = next;
		}
		await current.stop();
	});

	test('starts after a power cut', async () => {
		const dir = tempDir();
		const first = holder(dir);
		await first.said;
		first.child.kill('SIGKILL');
		await first.ended;
		await crash(dir);
		const server = await start(dir);
		expect(server.adopted).toBe(false);
	});

	test('starts when the number in postmaster.pid meanwhile is another program', async () => {
		const dir = tempDir();
		const first = holder(dir);
		await first.said;
		first.child.kill('SIGKILL');
		await first.ended;
		await crash(dir);
		// As the database's own user: PostgreSQL ignores processes it could not signal.
		const other = databaseUser([join(dir, 'postgres')]).spawn('sleep', ['600'], { stdio: 'ignore' });
		onTestFinished(() => void other.kill('SIGKILL'));
		const file = join(dir, 'postgres', '18', 'postmaster.pid');
		const [, ...rest] = readFileSync(file, 'utf8').split('\n');
		writeFileSync(file, [other.pid, ...rest].join('\n'));
		const server = await start(dir);
		expect((await server.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
		expect(lives(other.pid!)).toBe(true);
	});

	test('is started again when it dies under us', async () => {
		const dir = tempDir();
		const server = await start(dir);
		const pid = postmaster(dir);
		await crash(dir);
		await until(async () => {
			try {
				return (await server.query('select 1 as one')).rows.length === 1;
			} catch {
				return false;
			}
		});
		expect(postmaster(dir)).not.toBe(pid);
	});

	test('a directory that cannot be written is refused with a sentence', async () => {
		const dir = tempDir(0o555);
		const refused = holder(dir, true);
		expect((await refused.said).refused).toMatch(/^The database's directory .+ cannot be made \(EACCES/);
		expect(await refused.ended).toBe(1);
	});

	test('data of another major version is refused with a sentence', async () => {
		const dir = tempDir();
		const server = await startEmbedded({ dataDir: dir, log });
		await server.stop();
		const later = startEmbedded({ dataDir: dir, log, binaries: { bin: '/usr/lib/postgresql/15/bin', major: 19 } });
		await expect(later).rejects.toThrow(/holds a database of PostgreSQL 18, but this program brings PostgreSQL 19/);
	});
});
