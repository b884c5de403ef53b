import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../server/db/client.ts';
import { makeAppDatabase } from '../../server/db/embedded/app-role.ts';
import type { Binaries } from '../../server/db/embedded/binaries.ts';
import { SUPERUSER } from '../../server/db/embedded/cluster.ts';
import { startEmbedded, type Embedded } from '../../server/db/embedded/supervisor.ts';
import { migrate } from '../../server/db/migrate.ts';
import { createLog } from '../../server/platform/log.ts';
import { ENGINES, type Engine } from './engines.ts';

const TEMPLATE = 'wayfelt_template';
const DEBIAN: Binaries = { bin: '/usr/lib/postgresql/15/bin', major: 15 };

/**
 * Starts each PostgreSQL once per run in a throw-away directory and migrates one template database in it.
 * Debian's 15 – what production has – takes part where it is installed (`npm test` sees to that).
 */
export default async function setup(): Promise<() => Promise<void>> {
	const dir = mkdtempSync(join(tmpdir(), 'wayfelt-test-'));
	// mkdtemp closes it; the database runs as another user when we are root.
	chmodSync(dir, 0o755);
	const running: Embedded[] = [];
	const teardown = async (): Promise<void> => {
		for (const engine of running) await engine.stop();
		rmSync(dir, { recursive: true, force: true });
	};
	try {
		const engines = [await start(join(dir, '18'), 'embedded 18', undefined, running)];
		if (existsSync(join(DEBIAN.bin, 'postgres'))) {
			engines.push(await start(join(dir, '15'), 'debian 15', DEBIAN, running));
		} else {
			console.warn('PostgreSQL 15 is not installed: the integration tests run on the embedded 18 only.');
		}
		process.env[ENGINES] = JSON.stringify(engines);
	} catch (error) {
		await teardown();
		throw error;
	}
	return teardown;
}

async function start(dir: string, name: string, binaries: Binaries | undefined, running: Embedded[]): Promise<Engine> {
	const log = createLog('warn');
	mkdirSync(dir, { mode: 0o755 });
	// Speed only: what survives a power cut is tested in tests/integration/platform, on a server with fsync.
	const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };
	const server = await startEmbedded({ dataDir: dir, log, settings, ...(binaries ? { binaries } : {}) });
	running.push(server);
	const { user, database } = await makeAppDatabase(server, TEMPLATE);
	const db = connect({ host: server.host, port: server.port, user, database }, log);
	try {
		await migrate(db.system, log);
	} finally {
		await db.close();
	}
	return { name, host: server.host, port: server.port, superuser: SUPERUSER, role: user, template: TEMPLATE };
}
