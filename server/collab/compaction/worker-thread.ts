import { parentPort, workerData } from 'node:worker_threads';
import type { DocumentKind } from '#document/core/kind.ts';
import { merge, type MergeInput } from './merge.ts';
import type { ReadInput } from './read-set-aside.ts';

export type Task =
	| { readonly do: 'merge'; readonly input: MergeInput }
	| { readonly do: 'read'; readonly kind: string; readonly input: ReadInput };

/** Functions cannot be posted to a thread: it imports the kinds of document itself. */
export interface ThreadData {
	/** Address of a module that exports `documentKinds`. */
	readonly kindsModule: string | null;
}

const port = parentPort;
if (!port) throw new Error('merge-worker runs as a worker thread');

interface KindsModule {
	readonly documentKinds: readonly DocumentKind[];
}

/** An own, unshared buffer, so that it can be handed over instead of copied. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

async function work(id: number, task: Task): Promise<void> {
	if (task.do === 'merge') {
		const merged = merge(task.input);
		const result = { ...merged, snapshot: own(merged.snapshot), meta: own(merged.meta) };
		port!.postMessage({ id, result }, [result.snapshot.buffer, result.meta.buffer]);
	} else {
		// Rare, and it knows what documents say: nobody else's thread carries that.
		const { readSetAside } = await import('./read-set-aside.ts');
		port!.postMessage({ id, result: readSetAside(await kindCalled(task.kind), task.input) });
	}
}

async function kindCalled(name: string): Promise<DocumentKind> {
	const { kindsModule } = workerData as ThreadData;
	const known = kindsModule === null ? [] : ((await import(kindsModule)) as KindsModule).documentKinds;
	const kind = known.find((one) => one.name === name);
	if (!kind) throw new Error(`there is no kind of document "${name}"`);
	return kind;
}

const gerund = { merge: 'merging', read: 'reading' } as const;

port.on('message', ({ id, task }: { id: number; task: Task }) => {
	work(id, task).catch((error: unknown) => {
		const reason = error instanceof Error ? error.message : String(error);
		port.postMessage({ id, error: `${gerund[task.do]} failed: ${reason}` });
	});
});
