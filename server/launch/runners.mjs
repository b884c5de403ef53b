// Runs one test runner and reads from its JSON report how many tests passed and failed.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { timesOfPlaywright, timesOfVitest } from './slowest.mjs';
import { ended, passSignals, projectEnv, projectNode, root } from './common.mjs';

const reports = join(root, 'test-results');
/** Compiled code of what the tests start: our program starts dozens of times, with it in 2.0 instead of 2.8 s of processor time. */
const compiled = join(root, 'node_modules', '.cache', 'compiled');
const guard = new URL('with-parent.mjs', import.meta.url).href;

/** Longer than everything together should take: a hanging runner must not hang the machine it runs on. */
const LIMIT = 25 * 60_000;

/** Programs of node_modules that the runs below start. */
const tool = (...path) => join(root, 'node_modules', ...path);

/** A check that only passes or fails counts as one test. */
export const check = (title, script, args) => ({ title, script, args, count: (code) => (code === 0 ? one : none) });

const one = { passed: 1, failed: 0 };
const none = { passed: 0, failed: 1 };

export const eslint = check('eslint', tool('eslint', 'bin', 'eslint.js'), ['.']);
export const prettier = check('prettier', tool('prettier', 'bin', 'prettier.cjs'), [
	'--check',
	'--log-level',
	'warn',
	'.'
]);
export const svelteCheck = check('svelte-check', tool('svelte-check', 'bin', 'svelte-check'), [
	'--fail-on-warnings',
	'--output',
	'human'
]);

const vitestOf = (title, projects) => {
	const report = join(reports, `${title}.json`);
	return {
		title,
		script: tool('vitest', 'vitest.mjs'),
		args: [
			'run',
			...projects.map((project) => `--project=${project}`),
			'--reporter=default',
			'--reporter=json',
			`--outputFile.json=${report}`
		],
		report,
		read: (found) => {
			// A file that cannot even be loaded has no tests that could fail: it counts as one.
			const broken = found.testResults.filter(
				(file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')
			);
			return { passed: found.numPassedTests, failed: found.numFailedTests + broken.length };
		},
		times: (found) => timesOfVitest(found, root)
	};
};

export const vitest = vitestOf('vitest', ['unit', 'integration', 'app']);
/** Firefox and WebKit, by themselves: two browsers beside a busy machine are no test of anything. */
export const engines = vitestOf('engines', ['engines']);

const playwrightOf = (title, args, env = {}) => {
	const report = join(reports, `${title}.json`);
	return {
		title,
		script: tool('@playwright', 'test', 'cli.js'),
		args: ['test', '--reporter=list,json', ...args],
		report,
		env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...env },
		read: ({ stats, errors }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }),
		times: timesOfPlaywright
	};
};

export const playwright = playwrightOf('playwright', []);
/** What people do together, once more where each request and socket goes to another of two processes. */
export const playwrightOfTwo = playwrightOf('playwright-two-processes', ['together', 'main-job', '--workers=1'], {
	WAYFELT_E2E_PROCESSES: '2'
});

/**
 * @param {boolean} apart its output is shown in one piece at its end: for runners that run beside others
 * @returns {Promise<{passed: number, failed: number, times?: import('./slowest.mjs').Timed[]}>}
 */
export async function execute(runner, env, apart = false) {
	const title = `\n── ${runner.title} ──\n`;
	if (!apart) process.stdout.write(title);
	mkdirSync(reports, { recursive: true });
	if (runner.report) rmSync(runner.report, { force: true });
	const child = spawn(projectNode, ['--import', guard, runner.script, ...runner.args], {
		cwd: root,
		env: projectEnv({
			NODE_COMPILE_CACHE: compiled,
			...env,
			...runner.env,
			WAYFELT_STARTED_BY: String(process.pid)
		}),
		stdio: apart ? ['ignore', 'pipe', 'pipe'] : 'inherit'
	});
	const printed = [];
	for (const stream of apart ? [child.stdout, child.stderr] : []) stream.on('data', (piece) => printed.push(piece));
	const stop = passSignals(child);
	const timer = setTimeout(() => {
		process.stdout.write(`${runner.title} took more than ${LIMIT / 60_000} minutes and was ended.\n`);
		child.kill('SIGTERM');
	}, LIMIT);
	const code = await ended(child, runner.title);
	clearTimeout(timer);
	stop();
	if (apart) process.stdout.write(Buffer.concat([Buffer.from(title), ...printed]));
	if (runner.count) return runner.count(code);
	const found = existsSync(runner.report) ? JSON.parse(readFileSync(runner.report, 'utf8')) : null;
	const counts = found === null ? { passed: 0, failed: 0 } : { ...runner.read(found), times: runner.times(found) };
	// It failed, and no test says why: a crash, an error outside of tests, or no report at all.
	return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
