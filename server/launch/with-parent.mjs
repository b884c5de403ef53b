// Loaded before a program of node_modules (`node --import`): it ends, as on SIGTERM, when whoever started it is gone.
import { isMainThread } from 'node:worker_threads';
import { watchParent } from './parent.mjs';

if (isMainThread) {
	const starter = Number(process.env.WAYFELT_STARTED_BY) || undefined;
	// Whatever this program starts has this program for its parent.
	delete process.env.WAYFELT_STARTED_BY;
	watchParent(() => process.kill(process.pid, 'SIGTERM'), starter);
}
