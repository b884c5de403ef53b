/**
 * Production entry: `node server/main.ts` after a build. Sets what Kit's handler reads from the environment, then
 * loads everything else – the order matters, so the imports are dynamic.
 */
import { loadEnvFile } from './platform/env-file.ts';

loadEnvFile();
// Scratch documents are for benches, which measure this same entry, and never for production.
process.env.NODE_ENV ??= process.env.COLLAB_SCRATCH === '1' ? 'development' : 'production';
const demo = process.argv.includes('--demo');
// What stands in for WeChat runs in tests and here only.
if (demo) process.env.DEMO = '1';
const { StartError } = await import('./platform/start-error.ts');
try {
	const { serve } = await import('./start/serve.ts');
	await serve({ demo });
} catch (error) {
	// Expected: one sentence. Anything else is a fault of the program and keeps its trace.
	console.error(error instanceof StartError ? error.message : error);
	process.exit(1);
}
