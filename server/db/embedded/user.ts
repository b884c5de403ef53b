import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chownSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../../platform/start-error.ts';

/** `nobody`: exists as a number everywhere, owns nothing, and needs no change to the system. */
const NOBODY = 65534;

/** Runs PostgreSQL's programs as somebody who is not root, which they refuse. */
export interface DatabaseUser {
	/** Uid of the programs' files; null: our own. */
	readonly uid: number | null;
	/** Hands a directory that we made to that user. */
	own(path: string): void;
	spawn(program: string, args: readonly string[], options: SpawnOptions): ChildProcess;
}

const ourselves: DatabaseUser = {
	uid: null,
	own: () => undefined,
	spawn: (program, args, options) => spawn(program, args, options)
};

/**
 * @param places directories and programs that the user must reach
 * @throws StartError when we are root and nobody else can get to them
 */
export function databaseUser(places: readonly string[]): DatabaseUser {
	if (process.getuid?.() !== 0) return ourselves;
	const own = (path: string): void => chownSync(path, NOBODY, NOBODY);
	const closed = places.map(closedOnTheWay).find((dir) => dir !== null);
	if (closed === undefined) {
		return {
			uid: NOBODY,
			own,
			spawn: (program, args, options) => spawn(program, args, { ...options, uid: NOBODY, gid: NOBODY })
		};
	}
	// The usual case is a clone in /root. The data stays where it was asked for; the database gets the one
	// capability it needs to walk through, and no other.
	const through = setpriv();
	if (through === null) {
		throw new StartError(
			`The database must not run as root, and no other user can enter ${closed}: start as an ordinary user, or move the program and DATA_DIR to a directory that others can enter.`
		);
	}
	return {
		uid: NOBODY,
		own,
		spawn: (program, args, options) => spawn('setpriv', [...through, '--', program, ...args], options)
	};
}

/** First directory on the way to `path` that only its owner or group may enter. */
function closedOnTheWay(path: string): string | null {
	for (let dir = realpathSync(dirname(path)); ; dir = dirname(dir)) {
		if ((statSync(dir).mode & 0o001) === 0) return dir;
		if (dir === dirname(dir)) return null;
	}
}

/** Arguments for util-linux' setpriv that work here; containers often lack the first capability. */
function setpriv(): string[] | null {
	for (const capability of ['dac_read_search', 'dac_override']) {
		const args = [
			`--reuid=${NOBODY}`,
			`--regid=${NOBODY}`,
			'--clear-groups',
			// Without it access(2), by which initdb looks for postgres beside itself, disregards capabilities.
			'--securebits=+no_setuid_fixup',
			`--inh-caps=+${capability}`,
			`--ambient-caps=+${capability}`
		];
		if (spawnSync('setpriv', [...args, '--', 'true'], { stdio: 'ignore' }).status === 0) return args;
	}
	return null;
}
