import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf, reason, StartError } from '../../platform/start-error.ts';
import type { Binaries } from './binaries.ts';
import type { DatabaseUser } from './user.ts';

/** Superuser of an embedded cluster; the program itself connects as an ordinary role. */
export const SUPERUSER = 'postgres';

/** PostgreSQL names the socket by port, also when there is no port. */
export const SOCKET_PORT = 5432;

/** Linux: 108 bytes with the closing zero; macOS 104. */
const LONGEST_SOCKET_PATH = 103;

/** The directories of one embedded database. */
export interface Cluster {
	/** `<data directory>/postgres` */
	readonly home: string;
	/** PGDATA: `<home>/<major>` */
	readonly data: string;
	/** Directory of the Unix socket. */
	readonly socket: string;
	readonly log: string;
}

/** Makes the directories, owned by the database's user and closed to everybody else. */
export function layOut(dataDir: string, binaries: Binaries, user: DatabaseUser): Cluster {
	const home = join(dataDir, 'postgres');
	makeClosed(home, user);
	const other = readdirSync(home).find((name) => /^\d+$/.test(name) && Number(name) !== binaries.major);
	if (other !== undefined && !existsSync(join(home, String(binaries.major)))) {
		throw new StartError(
			`${home} holds a database of PostgreSQL ${other}, but this program brings PostgreSQL ${binaries.major}: make a backup with the program's former version and restore it with this one.`
		);
	}
	return {
		home,
		data: join(home, String(binaries.major)),
		socket: socketDir(home, user),
		log: join(home, 'postgres.log')
	};
}

function socketDir(home: string, user: DatabaseUser): string {
	const near = join(home, 'run');
	const fits = Buffer.byteLength(join(near, `.s.PGSQL.${SOCKET_PORT}`)) <= LONGEST_SOCKET_PATH;
	const dir = fits ? near : join(tmpdir(), `wayfelt-${createHash('sha256').update(home).digest('hex').slice(0, 16)}`);
	makeClosed(dir, user);
	return dir;
}

function makeClosed(dir: string, user: DatabaseUser): void {
	try {
		mkdirSync(dir, { mode: 0o700 });
		user.own(dir);
	} catch (error) {
		if (codeOf(error) !== 'EEXIST') {
			throw new StartError(`The database's directory ${dir} cannot be made (${reason(error)}).`, { cause: error });
		}
	}
	const found = lstatSync(dir);
	const uid = user.uid ?? process.getuid?.() ?? found.uid;
	if (!found.isDirectory() || found.uid !== uid || (found.mode & 0o077) !== 0) {
		throw new StartError(`${dir} must be a directory of user ${uid} that nobody else can open (mode 0700).`);
	}
}

/**
 * Makes the cluster beside its place and moves it there: a start that was cut off leaves nothing half made,
 * and of two starts at once one wins.
 */
export async function initialise(cluster: Cluster, binaries: Binaries, user: DatabaseUser): Promise<void> {
	if (existsSync(join(cluster.data, 'PG_VERSION'))) return;
	const fresh = join(cluster.home, `init-${process.pid}-${Date.now()}`);
	mkdirSync(fresh, { mode: 0o700 });
	user.own(fresh);
	try {
		await initdb(fresh, binaries, user);
		try {
			renameSync(fresh, cluster.data);
		} catch (error) {
			if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST') throw error;
		}
	} finally {
		rmSync(fresh, { recursive: true, force: true });
	}
}

async function initdb(dir: string, binaries: Binaries, user: DatabaseUser): Promise<void> {
	const args = [
		...['-D', dir, '-U', SUPERUSER, '--encoding=UTF8'],
		// The same order of texts everywhere, whatever languages the system has; built in since 17.
		...(binaries.major >= 17
			? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
			: ['--locale=C.UTF-8']),
		// Who can reach the socket can read the files beside it: a password would protect nothing.
		'--auth=trust'
	];
	const child = user.spawn(join(binaries.bin, 'initdb'), args, {
		cwd: dir,
		env: databaseEnv(),
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)));
	const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
	if (code !== 0) {
		throw new StartError(`The embedded database could not be created in ${dir}: ${lastLines(output)}`);
	}
}

/** The caller's PG… variables must not reach a server that is ours alone. */
export const databaseEnv = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH ?? '', TZ: 'UTC', LC_ALL: 'C' });

export const lastLines = (text: string): string =>
	text.trim().split('\n').slice(-3).join(' ').trim() || 'it said nothing.';
