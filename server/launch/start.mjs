// `npm start` and `npm run demo`: from a fresh clone to a running program with one command, on any Node from 20 on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ended, ensureBuilt, ensureInstalled, passSignals, projectEnv, projectNode, root, run } from './common.mjs';
import { memoryEnv, memoryFlags } from './memory.mjs';

await run(async () => {
	await ensureInstalled();
	await ensureBuilt();
	const demo = process.argv.includes('--demo') ? ['--demo'] : [];
	// The channel tells the program when this process dies without passing a signal on.
	const child = spawn(projectNode, [...memoryFlags, join('server', 'main.ts'), ...demo], {
		cwd: root,
		env: { ...memoryEnv, ...projectEnv() },
		stdio: ['inherit', 'inherit', 'inherit', 'ipc']
	});
	const stop = passSignals(child);
	const code = await ended(child, projectNode);
	stop();
	process.exitCode = code;
});
