import { spawn, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseUser } from '../../../server/db/embedded/user.ts';
import { openTestDb, testDatabases } from '../../support/database.ts';
import { freePort, tempDir } from './support.ts';

const root = resolve(import.meta.dirname, '../../..');
const main = join(root, 'server', 'main.ts');

/** Starts the program with settings that it must refuse. @param unprivileged never as root */
async function refused(
	env: Record<string, string>,
	unprivileged = false
): Promise<{ code: number | null; output: string }> {
	const options: SpawnOptions = {
		// A directory without .env: the developer's settings are not the test's.
		cwd: tempDir(),
		env: {
			PATH: process.env.PATH ?? '',
			HOST: '127.0.0.1',
			PORT: String(await freePort()),
			LOG_LEVEL: 'silent',
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe']
	};
	const child = unprivileged
		? databaseUser([process.execPath, main]).spawn(process.execPath, [main], options)
		: spawn(process.execPath, [main], options);
	onTestFinished(() => void child.kill('SIGKILL'));
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (output += String(chunk)));
	const code = await new Promise<number | null>((done) => child.once('close', done));
	return { code, output: output.trim() };
}

describe('a start that cannot be ends with a sentence', () => {
	test('wrong settings, one sentence each', async () => {
		const { code, output } = await refused({
			PORT: 'http',
			ORIGIN: 'wayfelt.example.com',
			SECRET: 'short',
			LOG_LEVEL: 'silent'
		});
		expect(output.split('\n')).toEqual([
			'PORT is "http", but must be a whole number from 1 to 65535.',
			'ORIGIN is "wayfelt.example.com", but must be an address like https://wayfelt.example.com, without a path.',
			'SECRET has 5 characters, but needs at least 32.'
		]);
		expect(code).toBe(1);
	});

	test('a taken port, and nothing is written', async () => {
		const other = createServer();
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
		onTestFinished(() => void other.close());
		const { port } = other.address() as { port: number };
		const dataDir = join(tempDir(), 'data');
		const { code, output } = await refused({ PORT: String(port), DATA_DIR: dataDir });
		expect(output).toBe(`Port ${port} is taken by another program: stop it, or set PORT to a free one.`);
		expect(code).toBe(1);
		expect(existsSync(dataDir)).toBe(false);
	});

	test('a data directory that cannot be written', async () => {
		const dataDir = join(tempDir(), 'data');
		mkdirSync(dataDir, { mode: 0o555 });
		const { code, output } = await refused({ DATA_DIR: dataDir }, true);
		expect(output).toBe(
			`The data directory ${dataDir} cannot be written (EACCES); set DATA_DIR to a directory that can.`
		);
		expect(code).toBe(1);
	});

	test('a database that does not listen', async () => {
		const port = await freePort();
		const { code, output } = await refused({
			DATABASE_URL: `postgres://me:hidden@127.0.0.1:${port}/wayfelt`,
			DATA_DIR: tempDir()
		});
		expect(output).toBe(
			`The database at 127.0.0.1:${port}/wayfelt does not listen: is PostgreSQL running, and are host and port in DATABASE_URL right?`
		);
		expect(code).toBe(1);
	});

	test('a host that does not exist', async () => {
		const { output } = await refused({
			DATABASE_URL: 'postgres://me:hidden@database.invalid/wayfelt',
			DATA_DIR: tempDir()
		});
		expect(output).toBe('The database at database.invalid/wayfelt was not found: the host in DATABASE_URL is unknown.');
	});
});

describe.each(testDatabases())('a database that cannot be used ends with a sentence ($name)', (engine) => {
	test('an unknown database', async () => {
		const url = `postgres://${engine.role}@localhost/nowhere?host=${encodeURIComponent(engine.host)}`;
		const { code, output } = await refused({ DATABASE_URL: url, DATA_DIR: tempDir() });
		expect(output).toBe(
			'The database at localhost/nowhere does not exist on that server: create it, or correct its name in DATABASE_URL.'
		);
		expect(code).toBe(1);
	});

	test('a database of a newer version', async () => {
		const { db, url, close } = await openTestDb(engine);
		onTestFinished(close);
		await db.query(`insert into kysely_migration (name, timestamp) values ('99991231T2359-later', '')`);
		// The test engines run without fsync, which production refuses.
		const { code, output } = await refused({ DATABASE_URL: url, DATA_DIR: tempDir(), NODE_ENV: 'development' });
		expect(output).toBe(
			'The database is newer than this program (it has "99991231T2359-later"): start the newer version, or restore an older backup.'
		);
		expect(code).toBe(1);
	});

	test('a database without fsync, in production', async () => {
		const { url, close } = await openTestDb(engine);
		onTestFinished(close);
		const { output } = await refused({ DATABASE_URL: url, DATA_DIR: tempDir() });
		expect(output).toBe('The database runs with fsync=off and would lose answers in a power cut: switch it on.');
	});
});
