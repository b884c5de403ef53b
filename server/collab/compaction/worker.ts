import { Worker } from 'node:worker_threads';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { MergeInput } from './merge.ts';
import type { Task, ThreadData } from './worker-thread.ts';
import type { ReadEdits } from '../ports.ts';
import type { ReadInput } from './read-set-aside.ts';
import type { CompactedDocument } from '../../documents/store.ts';

export interface MergeWorker {
	merge(input: MergeInput): Promise<CompactedDocument>;
	/** What edits that were set aside say; row by row, null where nothing can be read. */
	read<T extends KindTypes>(
		kind: Pick<DocumentKind<T>, 'name'>,
		input: ReadInput
	): Promise<readonly (ReadEdits<T['difference']> | null)[]>;
	close(): Promise<void>;
}

export interface MergeWorkerOptions {
	/** Exports `documentKinds`: without it, nothing that was set aside can be read. */
	readonly kindsModule?: URL | null;
	/** ms */
	readonly idleTime?: number;
}

interface Job {
	resolve(result: unknown): void;
	reject(error: Error): void;
}

type Answer = { id: number; result: unknown; error?: undefined } | { id: number; error: string };

/**
 * One worker thread for everything that needs a Y.Doc, so that merging a large document stops nobody's edits.
 * Started on demand, ended after `idleTime` ms without work.
 */
export function createMergeWorker({ kindsModule = null, idleTime = 20_000 }: MergeWorkerOptions = {}): MergeWorker {
	const jobs = new Map<number, Job>();
	let lastId = 0;
	let worker: Worker | null = null;
	let idle: NodeJS.Timeout | undefined;

	const fail = (error: Error): void => {
		worker = null;
		for (const job of jobs.values()) job.reject(error);
		jobs.clear();
	};

	const start = (): Worker => {
		const started = new Worker(new URL('./worker-thread.ts', import.meta.url), {
			workerData: { kindsModule: kindsModule?.href ?? null } satisfies ThreadData,
			resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 }
		});
		started.unref();
		started.on('message', (answer: Answer) => {
			const job = jobs.get(answer.id);
			jobs.delete(answer.id);
			if (answer.error === undefined) job?.resolve(answer.result);
			else job?.reject(new Error(answer.error));
			if (jobs.size === 0) idle = setTimeout(stop, idleTime).unref();
		});
		started.on('error', (error: Error) => {
			if (worker === started) fail(error);
		});
		started.on('exit', () => {
			if (worker === started) fail(new Error('the merge worker ended'));
		});
		return started;
	};

	const stop = async (): Promise<void> => {
		const ending = worker;
		clearTimeout(idle);
		fail(new Error('the merge worker was stopped'));
		await ending?.terminate();
	};

	const ask = <T>(task: Task): Promise<T> =>
		new Promise((resolve, reject) => {
			clearTimeout(idle);
			worker ??= start();
			jobs.set(++lastId, { resolve: resolve as Job['resolve'], reject });
			worker.postMessage({ id: lastId, task });
		});

	return {
		merge: (input) => ask({ do: 'merge', input }),
		read: (kind, input) => ask({ do: 'read', kind: kind.name, input }),
		close: stop
	};
}
