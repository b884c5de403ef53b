// `npm test`: from a fresh clone to the counts of everything that is tested, with one command, on any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensureInstalled, projectEnv, root, run, Stop } from './common.mjs';
import { ensureBrowser, ensureEngines, ensurePostgres15 } from './needs.mjs';
import { slowestLines } from './slowest.mjs';
import { engines, eslint, execute, playwright, playwrightOfTwo, prettier, svelteCheck, vitest } from './runners.mjs';

const total = { passed: 0, failed: 0 };
const all = [];

await run(async () => {
	try {
		await ensureInstalled();
		const chromium = await ensureBrowser();
		const without15 = await ensurePostgres15();
		const withoutEngines = await ensureEngines();
		const sync = spawnSync('npm', ['run', '-s', 'sync'], { cwd: root, env: projectEnv(), stdio: 'inherit' });
		if (sync.status !== 0) throw new Stop('The generated files could not be made (npm run sync).');
		await ensureBuilt();
		const others = withoutEngines === null ? [engines] : [];
		const tested = async (runner, apart = false) => {
			const began = performance.now();
			const {
				passed,
				failed,
				times = []
			} = await execute(runner, chromium === null ? {} : { CHROMIUM_PATH: chromium }, apart);
			const seconds = Math.round((performance.now() - began) / 1000);
			process.stdout.write(`${runner.title}: ${passed} passed, ${failed} failed in ${seconds} s\n`);
			all.push(...times);
			total.passed += passed;
			total.failed += failed;
		};
		// Each of them uses one core and waits for nobody.
		await Promise.all([eslint, prettier, svelteCheck].map((runner) => tested(runner, true)));
		for (const runner of [vitest, playwright, playwrightOfTwo, ...others]) await tested(runner);
		if (withoutEngines !== null) process.stdout.write(`\nFirefox and WebKit were not tested: ${withoutEngines}.\n`);
		if (without15 !== null) process.stdout.write(`\nThe second database was not tested: ${without15}.\n`);
	} catch (error) {
		total.failed++;
		console.error(error instanceof Stop ? error.message : error);
	}
	process.stdout.write(`\n${slowestLines(all)}`);
	process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
	process.exitCode = total.failed === 0 ? 0 : 1;
});
