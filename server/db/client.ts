import { Kysely, PostgresDialect } from 'kysely';
import pg, { type ClientConfig, type PoolConfig, type QueryResult } from 'pg';
import type { Logger } from 'pino';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { limits, systemOptions, target } from './connection-settings.ts';
import { checkServer, explain } from './check-server.ts';
import { startEmbedded, type Embedded } from './embedded/supervisor.ts';
import { makeAppDatabase } from './embedded/app-role.ts';
import { forKysely, OutageClient, withOutage } from './outage.ts';
import { watchStuck } from './stuck.ts';
import { bindWorkspace, type Db } from './scope.ts';
import type { Database } from './tables/index.ts';

/** The opened database: `Db` for repositories, and what the few others need that hold a connection of their own. */
export interface OpenDb extends Db {
	/** A client of its own (not connected yet), seeing every workspace: for LISTEN and for the journal. */
	createClient(purpose: string, config?: ClientConfig): pg.Client;
	/**
	 * One statement on the system pool, for libraries that bring their own SQL. With a name it is parsed and planned
	 * once per connection: for the few that run all the time; one name, one text.
	 */
	query(text: string, values?: unknown[], name?: string): Promise<QueryResult>;
	/** Where it is, for another thread that opens connections of its own (`connect`). */
	readonly address: string | ClientConfig;
	/** When a query last failed for want of room, on the monotonic clock (`performance.now()`); null: never. */
	lastFull(): number | null;
	/** `embedded` or the host of DATABASE_URL; for messages. */
	readonly place: string;
	/** Closes the pools, then lets go of the embedded server. */
	stop(): Promise<void>;
}

export type DatabaseConfig = Pick<Config, 'databaseUrl' | 'dataDir' | 'production'>;

/**
 * Opens DATABASE_URL, or the embedded database of the data directory, and checks that it can be used.
 * @param name what the connections are called in pg_stat_activity
 * @throws StartError with one sentence
 */
export async function openDatabase(config: DatabaseConfig, log: Logger, name = 'wayfelt'): Promise<OpenDb> {
	let embedded: Embedded | undefined;
	let address: string | ClientConfig;
	if (config.databaseUrl === null) {
		embedded = await startEmbedded({ dataDir: config.dataDir, log });
		address = { host: embedded.host, port: embedded.port, ...(await makeAppDatabase(embedded)) };
	} else {
		address = config.databaseUrl;
	}
	const db = connect(address, log, { name });
	try {
		await checkServer(db, { production: config.production, log });
	} catch (error) {
		await db.close();
		await embedded?.stop();
		throw explain(error, config.databaseUrl);
	}
	return {
		...db,
		place: config.databaseUrl === null ? 'embedded' : hostOf(config.databaseUrl),
		stop: async () => {
			await db.close();
			await embedded?.stop();
		}
	};
}

export interface ConnectOptions {
	readonly name?: string;
	readonly sizes?: { readonly app: number; readonly system: number };
	/** How soon a connection that waits for an answer is asked about (ms). */
	readonly stuck?: { readonly every?: number; readonly long?: number };
}

/** The two pools over one database, without any check: also what tests use. */
export function connect(
	address: string | ClientConfig,
	log: Pick<Log, 'warn'>,
	{ name = 'wayfelt', sizes = { app: 10, system: 8 }, stuck = {} }: ConnectOptions = {}
): Omit<OpenDb, 'place' | 'stop'> {
	let closing: Promise<void> | undefined;
	const open = new Set<OutageClient>();
	let lastFull: number | null = null;
	const Client = class extends OutageClient {
		constructor(options?: string | ClientConfig) {
			super(options);
			open.add(this);
			this.once('end', () => open.delete(this));
		}

		override onFull(): void {
			lastFull = performance.now();
		}
	};
	// A connection that breaks while it is idle is no caller's error; unhandled, it would end the process.
	const lost = (connection: string) => (error: Error) => {
		if (closing === undefined) log.warn({ connection, reason: error.message }, 'a database connection was lost');
	};
	const pool = (called: string, config: PoolConfig): pg.Pool =>
		new pg.Pool({ ...target(address, called), Client, idleTimeoutMillis: 30_000, ...config }).on('error', lost(called));
	const appPool = pool(name, { max: sizes.app, ...limits.app });
	const systemPool = pool(`${name} system`, { max: sizes.system, options: systemOptions, ...limits.system });
	const app = new Kysely<Database>({ dialect: new PostgresDialect({ pool: forKysely(appPool) }) });
	const system = new Kysely<Database>({ dialect: new PostgresDialect({ pool: forKysely(systemPool) }) });
	const createClient = (purpose: string, own?: ClientConfig): pg.Client =>
		new pg.Client({ ...target(address, purpose), options: systemOptions, ...own }).on('error', lost(purpose));
	const stopWatching = watchStuck({ clients: open, createClient: () => createClient(`${name} check`), log, ...stuck });
	return {
		inWorkspace: (workspaceId, work) =>
			app.transaction().execute(async (trx) => {
				await bindWorkspace(trx, workspaceId);
				return work(trx);
			}),
		system,
		address,
		lastFull: () => lastFull,
		createClient,
		query: (text, values, named) =>
			systemPool
				.query({ text, ...(values && { values }), ...(named !== undefined && { name: named }) })
				.catch((error: unknown) => Promise.reject(withOutage(error))),
		close: () => {
			stopWatching();
			return (closing ??= Promise.all([app.destroy(), system.destroy()]).then(() => undefined));
		}
	};
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'DATABASE_URL');
