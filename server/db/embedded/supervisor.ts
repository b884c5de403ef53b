import { closeSync, existsSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { reason, StartError } from '../../platform/start-error.ts';
import { embeddedBinaries, type Binaries } from './binaries.ts';
import { databaseEnv, initialise, lastLines, layOut, SOCKET_PORT, type Cluster } from './cluster.ts';
import { takeHold, type SharedHold } from './shared-hold.ts';
import { clearStalePid, postmasterPid, runs } from './pid-file.ts';
import { databaseUser, type DatabaseUser } from './user.ts';

/** A running embedded database, ours or adopted. */
export interface Embedded {
	/** Directory of the Unix socket: `host` of a pg client. */
	readonly host: string;
	readonly port: number;
	/** True when a server left behind by a killed process, or one of another process, was taken over. */
	readonly adopted: boolean;
	/** Runs statements as superuser in the `postgres` database. */
	query: SharedHold['query'];
	/** Lets go; the last process to do so stops the server and waits until it has stopped. */
	stop(): Promise<void>;
}

export interface EmbeddedOptions {
	readonly dataDir: string;
	readonly log: Logger;
	/** Settings beyond ours, for tests (`{fsync: 'off'}`). */
	readonly settings?: Readonly<Record<string, string>>;
	/** Another installation than npm's, for tests. */
	readonly binaries?: Binaries;
	/** Milliseconds until a start is given up. */
	readonly patience?: number;
}

const settings: Readonly<Record<string, string>> = {
	listen_addresses: '',
	port: String(SOCKET_PORT),
	unix_socket_permissions: '0700',
	fsync: 'on',
	full_page_writes: 'on',
	synchronous_commit: 'on',
	max_connections: '100',
	timezone: 'UTC',
	log_timezone: 'UTC',
	// Short statements all day: compiling them costs more than it saves.
	jit: 'off',
	max_wal_size: '512MB',
	// With an external program looking after the log, this process' file is enough.
	logging_collector: 'off'
};

/**
 * Starts the embedded PostgreSQL of a data directory, or takes over the one that runs there: the server outlives a
 * killed process, and a command-line tool works beside the running program. While held, a server that dies
 * is started again.
 * @throws StartError with one sentence when it cannot
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const { dataDir, log } = options;
	const binaries = options.binaries ?? embeddedBinaries();
	const user = databaseUser([join(dataDir, 'postgres'), join(binaries.bin, 'postgres')]);
	const cluster = layOut(dataDir, binaries, user);
	const run = {
		cluster,
		binaries,
		user,
		log,
		settings: { ...settings, ...options.settings },
		patience: options.patience ?? 60_000
	};

	let stopping = false;
	let restarting: Promise<void> | undefined;
	const first = await hold(run);
	let held = first.hold;

	const watch = (): void =>
		held.onLost(() => {
			if (stopping) return;
			log.error({ log: cluster.log }, 'the embedded database went away; starting it again');
			restarting = again();
		});
	const again = async (): Promise<void> => {
		while (!stopping) {
			try {
				held = (await hold(run)).hold;
				log.info('the embedded database runs again');
				watch();
				return;
			} catch (error) {
				log.error({ err: error }, 'the embedded database does not start');
				await delay(2_000);
			}
		}
	};
	watch();

	return {
		host: cluster.socket,
		port: SOCKET_PORT,
		adopted: first.adopted,
		query: (text) => held.query(text),
		stop: async () => {
			if (stopping) return;
			stopping = true;
			await restarting;
			await letGo(run, held);
		}
	};
}

interface Run {
	readonly cluster: Cluster;
	readonly binaries: Binaries;
	readonly user: DatabaseUser;
	readonly log: Logger;
	readonly settings: Readonly<Record<string, string>>;
	readonly patience: number;
}

/** Until somebody – we, or another process starting at the same time – has a server up and we hold it. */
async function hold(run: Run): Promise<{ hold: SharedHold; adopted: boolean }> {
	const { cluster, binaries, user } = run;
	const deadline = Date.now() + run.patience;
	let child: Child | undefined;
	let said = '';
	for (;;) {
		const held = await takeHold(cluster);
		if (held !== 'down' && held !== 'wait') return { hold: held, adopted: child === undefined };
		if (Date.now() > deadline)
			throw new StartError(`The embedded database does not answer; its log is ${cluster.log}. ${said}`.trim());
		if (child?.exited === true) {
			said = child.said();
			child = undefined;
			// A server that is just ending, or that another start brought up first. Anything else is final.
			if (!/lock file|already in use|is being used|shared memory block/.test(said)) {
				throw new StartError(`The embedded database in ${cluster.data} does not start: ${lastLines(said)}`);
			}
			clearStalePid(cluster);
			await delay(200);
		} else if (held === 'down' && child === undefined) {
			await initialise(cluster, binaries, user);
			child = launch(run);
		} else {
			await delay(25);
		}
	}
}

interface Child {
	readonly exited: boolean;
	/** What this start wrote to the log. */
	said(): string;
}

function launch({ cluster, binaries, user, settings: all }: Run): Child {
	if (existsSync(cluster.log) && statSync(cluster.log).size > 10_000_000) truncateSync(cluster.log);
	const log = openSync(cluster.log, 'a', 0o600);
	const from = statSync(cluster.log).size;
	const given = Object.entries({ ...all, unix_socket_directories: cluster.socket }).flatMap(([name, value]) => [
		'-c',
		`${name}=${value}`
	]);
	// Its own process group: Ctrl-C in a terminal reaches only us, and we stop it after the last write.
	const child = user.spawn(join(binaries.bin, 'postgres'), ['-D', cluster.data, ...given], {
		cwd: cluster.data,
		env: databaseEnv(),
		detached: true,
		stdio: ['ignore', log, log]
	});
	closeSync(log);
	child.unref();
	const state = { exited: false, failure: '' };
	child.once('exit', () => (state.exited = true));
	child.once('error', (error) => {
		state.exited = true;
		state.failure = reason(error);
	});
	return {
		get exited() {
			return state.exited;
		},
		said: () => state.failure || readFileSync(cluster.log).subarray(from).toString('utf8')
	};
}

/** Stops the server when we were the last to hold it. */
async function letGo({ cluster, log, patience }: Run, held: SharedHold): Promise<void> {
	let last: boolean;
	try {
		last = await held.release();
	} catch (error) {
		log.warn({ err: error }, 'the embedded database was gone before it was stopped');
		return;
	}
	const pid = postmasterPid(cluster);
	if (!last || pid === null) return held.end();
	// SIGINT: "fast" – ends the sessions, writes a checkpoint, exits.
	process.kill(pid, 'SIGINT');
	const deadline = Date.now() + patience;
	while (postmasterPid(cluster) === pid || runs(pid)) {
		if (Date.now() > deadline)
			throw new Error(`The embedded database (process ${pid}) does not stop; its log is ${cluster.log}.`);
		await delay(20);
	}
}
