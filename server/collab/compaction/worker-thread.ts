import { parentPort } from 'node:worker_threads';
import { merge, type MergeInput } from './merge.ts';
import type { ReadInput } from './read-set-aside.ts';

export type Task =
	{ readonly do: 'merge'; readonly input: MergeInput } | { readonly do: 'read'; readonly input: ReadInput };

const port = parentPort;
if (!port) throw new Error('merge-worker runs as a worker thread');

/** An own, unshared buffer, so that it can be handed over instead of copied. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

async function work(id: number, task: Task): Promise<void> {
	if (task.do === 'merge') {
		const merged = merge(task.input);
		const result = { ...merged, snapshot: own(merged.snapshot), meta: own(merged.meta) };
		port!.postMessage({ id, result }, [result.snapshot.buffer, result.meta.buffer]);
	} else {
		// Rare, and it knows what a journey is: nobody else's thread carries that.
		const { readSetAside } = await import('./read-set-aside.ts');
		port!.postMessage({ id, result: readSetAside(task.input) });
	}
}

const gerund = { merge: 'merging', read: 'reading' } as const;

port.on('message', ({ id, task }: { id: number; task: Task }) => {
	work(id, task).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		port.postMessage({ id, error: `${gerund[task.do]} failed: ${reason}` });
	});
});
