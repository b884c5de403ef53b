// Noticing that whoever started us is gone, so that nothing runs on that nobody can stop.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Between two looks, ms. */
const EVERY = 500;

/**
 * Calls back once when the parent is gone, or npm above a shell in between. npm passes SIGTERM and SIGINT on, but to that
 * shell if there is one, and SIGHUP and SIGKILL to nobody.
 * @param {() => void} lost
 * @param {number} [starter] pid of whoever started us, if it is known: it may be gone before we look for the first time
 * @returns {() => void} stop looking
 */
export function watchParent(lost, starter) {
	const parent = process.ppid;
	if (starter !== undefined && parent !== starter) {
		lost();
		return () => {};
	}
	// Nobody to lose: started by the system itself (pid 1), or in a container as its first process.
	if (parent <= 1) return () => {};
	const npm = runByNpm() ? parentOf(parent) : null;
	const timer = setInterval(() => {
		if (process.ppid === parent && (npm === null || npm <= 1 || parentOf(parent, npm) === npm)) return;
		clearInterval(timer);
		lost();
	}, EVERY);
	timer.unref();
	return () => clearInterval(timer);
}

/** Is the parent the shell that npm started? Only then is there somebody above it whose end is ours too. */
function runByNpm() {
	return process.env.npm_lifecycle_event !== undefined && isShell(process.ppid);
}

function isShell(pid) {
	const name = stat(pid)?.name ?? spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
	return /(^|\/)-?(sh|dash|bash|ash|zsh|busybox)\s*$/.test(name ?? '');
}

/** @param {number} [unknown] what to say where there is no /proc: looking it up would cost a process each time */
function parentOf(pid, unknown) {
	const found = stat(pid);
	if (found !== null) return found.parent;
	if (unknown !== undefined) return lives(unknown) ? unknown : null;
	return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || null;
}

/** Linux: name and parent of a process; null where it is gone or there is no /proc. */
function stat(pid) {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		// The name stands in brackets and may itself hold brackets and spaces.
		const end = text.lastIndexOf(')');
		return { name: text.slice(text.indexOf('(') + 1, end), parent: Number(text.slice(end + 2).split(' ')[1]) };
	} catch {
		return null;
	}
}

function lives(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}
