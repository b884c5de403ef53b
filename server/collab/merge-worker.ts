import { parentPort } from 'node:worker_threads';
import { merge, type MergeInput } from './merge.ts';

const port = parentPort;
if (!port) throw new Error('merge-worker runs as a worker thread');

/** An own, unshared buffer, so that it can be handed over instead of copied. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

port.on('message', ({ id, input }: { id: number; input: MergeInput }) => {
	try {
		const merged = merge(input);
		const result = { ...merged, snapshot: own(merged.snapshot), meta: own(merged.meta) };
		port.postMessage({ id, result }, [result.snapshot.buffer, result.meta.buffer]);
	} catch (error) {
		port.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
	}
});
