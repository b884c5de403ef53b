/**
 * Production entry: `node server/main.ts` after a build. Sets what Kit's handler reads from the environment, then
 * loads everything else – the order matters, so the imports are dynamic.
 */
process.env.NODE_ENV ??= 'production';
const { StartError } = await import('./start-error.ts');
try {
	const { serve } = await import('./serve.ts');
	await serve();
} catch (error) {
	// Expected: one sentence. Anything else is a fault of the program and keeps its trace.
	console.error(error instanceof StartError ? error.message : error);
	process.exit(1);
}
