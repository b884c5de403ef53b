import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SOCKET_PORT, type Cluster } from './cluster.ts';

/** Process id of the server that holds the cluster, as PostgreSQL wrote it. */
export function postmasterPid(cluster: Cluster): number | null {
	let written: string;
	try {
		written = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8');
	} catch (error) {
		// None, or it has just gone: a server that ends removes it at any moment.
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
	const pid = Number.parseInt(written, 10);
	return Number.isInteger(pid) && pid > 1 ? pid : null;
}

/**
 * Removes a `postmaster.pid` whose number meanwhile belongs to another program (after a power cut, or in a new container
 * where numbers start again): PostgreSQL only sees "a process with this number lives" and would refuse for ever.
 * A number that is gone it clears itself; left-over server processes it still finds, by the shared memory they hold.
 */
export function clearStalePid(cluster: Cluster): void {
	const pid = postmasterPid(cluster);
	if (pid === null) return;
	const name = commandOf(pid);
	if (name === '' || name.includes('postgres')) return;
	for (const path of [join(cluster.data, 'postmaster.pid'), join(cluster.socket, `.s.PGSQL.${SOCKET_PORT}.lock`)]) {
		rmSync(path, { force: true });
	}
}

/** False also for a process that has ended and only waits for its parent (or for an init that never comes). */
export const runs = (pid: number): boolean => commandOf(pid) !== '' && !isZombie(pid);

function isZombie(pid: number): boolean {
	try {
		return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
	} catch {
		return false;
	}
}

/** Name of a running program; empty when there is none. */
function commandOf(pid: number): string {
	if (!existsSync('/proc/self/comm'))
		return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.trim();
	try {
		return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
	} catch {
		return '';
	}
}
