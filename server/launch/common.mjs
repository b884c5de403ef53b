// Plain JavaScript for any Node from 20 on, without packages: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchParent } from './parent.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const modules = join(root, 'node_modules');

/** The Node that the project brings itself (package `node`), whatever started this. */
export const projectNode = join(modules, '.bin', 'node');

/** An expected end: its message is all that is shown. */
export class Stop extends Error {}

/** Runs `main`; what it throws ends the process with 1, expected ends without a trace. */
export async function run(main) {
	try {
		await main();
	} catch (error) {
		console.error(error instanceof Stop ? error.message : error);
		process.exit(1);
	}
}

/** Environment of programs from node_modules. */
export const projectEnv = (extra = {}) => ({
	...process.env,
	PATH: [join(modules, '.bin'), process.env.PATH].filter(Boolean).join(delimiter),
	...extra
});

/** Installs what package-lock.json says, unless that is what is there. */
export async function ensureInstalled() {
	const lock = readFileSync(join(root, 'package-lock.json'));
	const stamp = join(modules, '.wayfelt-install');
	const wanted = createHash('sha256').update(lock).digest('hex');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(projectNode)) return;
	if (!matches(JSON.parse(lock.toString('utf8')))) {
		// NODE_ENV=production would leave out what builds the pages.
		const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
		const { code, output } = await step('Installing packages (about a minute)', npm(), args, {
			env: outsideEnv(),
			show: process.stdout.isTTY
		});
		if (code !== 0)
			throw new Stop(`${output.trim()}\n\nThe packages could not be installed (npm ci ended with ${code}; see above).`);
	}
	writeFileSync(stamp, wanted);
}

/** True when node_modules holds every package of the lock, as npm noted after its last run. */
function matches(lock) {
	const note = join(modules, '.package-lock.json');
	if (!existsSync(note) || !existsSync(projectNode)) return false;
	const there = JSON.parse(readFileSync(note, 'utf8')).packages;
	return Object.entries(lock.packages).every(
		([path, wanted]) =>
			path === '' || there[path]?.version === wanted.version || (wanted.optional === true && there[path] === undefined)
	);
}

/** npm as it was started, run by the Node that runs it: the project's own is about to be replaced. */
function npm() {
	const { npm_execpath: script, npm_node_execpath: node } = process.env;
	return script && node && !node.startsWith(modules + sep) ? [node, script] : ['npm'];
}

function outsideEnv() {
	const env = { ...process.env };
	env.PATH = (env.PATH ?? '')
		.split(delimiter)
		.filter((dir) => !dir.startsWith(modules + sep))
		.join(delimiter);
	return env;
}

/** Builds the pages, unless nothing that goes into them changed. */
export async function ensureBuilt() {
	const stamp = join(root, 'build', '.wayfelt-build');
	const wanted = sourceHash();
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(join(root, 'build', 'handler.js')))
		return;
	const vite = [projectNode, join(modules, 'vite', 'bin', 'vite.js')];
	const { code, output } = await step('Building the pages (about half a minute)', vite, ['build'], {
		env: projectEnv({ NODE_ENV: 'production' })
	});
	if (code !== 0)
		throw new Stop(`${output.trim()}\n\nThe pages could not be built (vite build ended with ${code}; see above).`);
	writeFileSync(stamp, wanted);
}

/** Everything the build reads, by content: dates mean nothing after a clone. */
function sourceHash() {
	const hash = createHash('sha256');
	const files = ['src', 'server', 'messages', 'static'].flatMap((dir) => filesUnder(join(root, dir)));
	for (const file of [
		...files,
		...['vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'].map((name) => join(root, name))
	]) {
		hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
	}
	return hash.digest('hex');
}

const generated = new Set(['paraglide', 'project.inlang', 'launch']);

function filesUnder(dir) {
	if (!existsSync(dir)) return [];
	return readdirSync(dir, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const path = join(dir, entry.name);
			if (entry.isDirectory()) return generated.has(entry.name) ? [] : filesUnder(path);
			return entry.isFile() && !entry.name.endsWith('.test.ts') ? [path] : [];
		});
}

/**
 * Runs a program, says what is going on and for how long, and keeps what it printed for the case that it fails.
 * @param {string} title
 * @param {string[]} program with its first arguments
 * @param {string[]} args
 * @param {{env?: NodeJS.ProcessEnv, show?: boolean}} options show: let it draw its own progress
 * @returns {Promise<{code: number, output: string}>}
 */
export async function step(title, [program, ...first], args, { env = process.env, show = false } = {}) {
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	process.stdout.write(`${title} …\n`);
	const child = spawn(program, [...first, ...args], {
		cwd: root,
		env,
		stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe']
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
	const stop = passSignals(child);
	const alive = setInterval(() => process.stdout.write(`  … ${seconds()} s\n`), 10_000);
	try {
		const code = await ended(child, program);
		if (code === 0) process.stdout.write(`  done in ${seconds()} s\n`);
		return { code, output };
	} finally {
		clearInterval(alive);
		stop();
	}
}

/** Resolves with the exit code (128 + n after a signal). */
export function ended(child, program) {
	return new Promise((done, failed) => {
		child.once('error', (error) => failed(new Stop(`${program} cannot be run: ${error.message}.`)));
		child.once('close', (code, signal) => done(code ?? 128 + ({ SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0)));
	});
}

/** While the child runs, signals are for it, and it is told to end when whoever started us is gone. Returns the undo. */
export function passSignals(child) {
	const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];
	const pass = (signal) => void child.kill(signal);
	for (const signal of signals) process.on(signal, pass);
	const stop = watchParent(() => pass('SIGTERM'));
	return () => {
		stop();
		signals.forEach((signal) => process.off(signal, pass));
	};
}
