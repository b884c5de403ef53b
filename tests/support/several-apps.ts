import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeAppDatabase } from '../../server/db/embedded/app-role.ts';
import { startEmbedded } from '../../server/db/embedded/supervisor.ts';
import { createLog } from '../../server/platform/log.ts';
import { startBuiltApp, type BuiltApp } from './built-app.ts';
import { startRoundRobin, type RoundRobin, type Route } from './round-robin.ts';

/** Several processes of the built program over one database, behind a proxy. */
export interface SeveralApps {
	/** The address people use: the proxy's. */
	readonly url: string;
	readonly apps: readonly BuiltApp[];
	readonly proxy: RoundRobin;
	/** For a command, or one more process. */
	readonly env: Readonly<Record<string, string>>;
	/** Ends all that run, the polite way, and removes what they stored. */
	close(): Promise<void>;
}

/**
 * @param each what differs of each process, like its ROLES
 * @param route which of them gets a path; else each gets its turn
 */
export async function startSeveral(
	each: readonly Readonly<Record<string, string>>[],
	route: (apps: readonly BuiltApp[]) => Route = () => () => null
): Promise<SeveralApps> {
	const dir = mkdtempSync(join(tmpdir(), 'wayfelt-several-'));
	// mkdtemp closes it; the database runs as another user when we are root.
	chmodSync(dir, 0o755);
	const database = await startEmbedded({ dataDir: dir, log: createLog('warn') });
	const { user, database: name } = await makeAppDatabase(database);
	const apps: BuiltApp[] = [];
	const proxy = await startRoundRobin(
		() => apps.map(({ url }) => url),
		(path) => route(apps)(path)
	);
	const env = {
		DATABASE_URL: `postgres://${user}@localhost:${database.port}/${name}?host=${encodeURIComponent(database.host)}`,
		SECRET: 'a secret that only tests may know, and long enough',
		ORIGIN: proxy.url,
		TRUSTED_PROXIES: '1'
	};
	const close = async (): Promise<void> => {
		await proxy.close();
		try {
			for (const app of apps) await app.stop();
		} finally {
			for (const app of apps) app.cleanup();
			await database.stop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
	try {
		for (const own of each) apps.push(await startBuiltApp({ ...env, ...own }));
	} catch (error) {
		await close();
		throw error;
	}
	return { url: proxy.url, apps, proxy, env, close };
}
