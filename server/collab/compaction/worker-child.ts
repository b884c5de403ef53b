import { flushCompileCache } from 'node:module';
import type { DocumentKind } from '#document/core/kind.ts';
import { merge, type MergeInput } from './merge.ts';
import type { ReadInput } from './read-set-aside.ts';

export type Task =
	| { readonly do: 'merge'; readonly input: MergeInput }
	| { readonly do: 'read'; readonly kind: string; readonly input: ReadInput };

export interface ToWorker {
	readonly id: number;
	readonly task: Task;
	/** Address of a module that exports `documentKinds`: functions cannot be sent to a process. */
	readonly kindsModule: string | null;
}

export type FromWorker =
	| { readonly id: number; readonly result: unknown; readonly error?: undefined }
	| { readonly id: number; readonly error: string };

interface KindsModule {
	readonly documentKinds: readonly DocumentKind[];
}

if (!process.send) throw new Error('documents are merged in a child of the program');

// It ends when the program ends it, or is gone: a Ctrl-C reaches both, and the program may still have something to merge.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());

async function work({ task, kindsModule }: ToWorker): Promise<unknown> {
	if (task.do === 'merge') return merge(task.input);
	// Rare, and it knows what documents say: whoever only merges does not carry that.
	const { readSetAside } = await import('./read-set-aside.ts');
	return readSetAside(await kindCalled(task.kind, kindsModule), task.input);
}

async function kindCalled(name: string, kindsModule: string | null): Promise<DocumentKind> {
	const known = kindsModule === null ? [] : ((await import(kindsModule)) as KindsModule).documentKinds;
	const kind = known.find((one) => one.name === name);
	if (!kind) throw new Error(`there is no kind of document "${name}"`);
	return kind;
}

const gerund = { merge: 'merging', read: 'reading' } as const;
const say = (said: FromWorker): void => void process.send?.(said);

process.on('message', (told: ToWorker) => {
	const { id, task } = told;
	work(told).then(
		(result) => say({ id, result }),
		(error: unknown) =>
			say({ id, error: `${gerund[task.do]} failed: ${error instanceof Error ? error.message : String(error)}` })
	);
});

// Not only at its end: it is killed.
flushCompileCache();
