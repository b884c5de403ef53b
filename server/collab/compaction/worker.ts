import { fork, type ChildProcess } from 'node:child_process';
import type { DocumentKind, KindTypes } from '#document/core/kind.ts';
import type { CompactedDocument } from '../../documents/store.ts';
import type { ReadEdits } from '../ports.ts';
import type { MergeInput } from './merge.ts';
import type { ReadInput } from './read-set-aside.ts';
import type { FromWorker, Task, ToWorker } from './worker-child.ts';

/**
 * One process for everything that needs a Y.Doc, so that merging a large document stops nobody's edits. Started on demand,
 * ended after a time without work. A process and no thread: V8 ends the whole program now and then when a thread ends that
 * has run WebAssembly (Node's removal of types is), and a child that runs out of memory ends alone.
 */
export interface MergeWorker {
	/** @throws when the document cannot be merged, or the process ended at it; nothing is tried again */
	merge(input: MergeInput): Promise<CompactedDocument>;
	/** What edits that were set aside say; row by row, null where nothing can be read. */
	read<T extends KindTypes>(
		kind: Pick<DocumentKind<T>, 'name'>,
		input: ReadInput
	): Promise<readonly (ReadEdits<T['difference']> | null)[]>;
	/** What is being worked on fails. Whoever asks afterwards has it started again. */
	close(): Promise<void>;
}

export interface MergeWorkerOptions {
	/** Exports `documentKinds`: without it, nothing that was set aside can be read. */
	readonly kindsModule?: URL | undefined;
	/** Folder in which Node keeps the compiled code: the process starts three times as fast. */
	readonly codeCache?: string | undefined;
	/** ms */
	readonly idleTime?: number;
	/** For tests: what runs in the process. */
	readonly module?: URL;
}

const EXEC_ARGV = ['--max-semi-space-size=8', '--max-old-space-size=1024'];

export const createMergeWorker = (options: MergeWorkerOptions = {}): MergeWorker => new ChildMergeWorker(options);

class ChildMergeWorker implements MergeWorker {
	readonly #options: MergeWorkerOptions;
	readonly #jobs = new Map<number, PromiseWithResolvers<unknown>>();
	#lastId = 0;
	#child: ChildProcess | null = null;
	#idle: NodeJS.Timeout | undefined;

	constructor(options: MergeWorkerOptions) {
		this.#options = options;
	}

	merge(input: MergeInput): Promise<CompactedDocument> {
		return this.#ask({ do: 'merge', input });
	}

	read<T extends KindTypes>(
		kind: Pick<DocumentKind<T>, 'name'>,
		input: ReadInput
	): Promise<readonly (ReadEdits<T['difference']> | null)[]> {
		return this.#ask({ do: 'read', kind: kind.name, input });
	}

	async close(): Promise<void> {
		const ending = this.#child;
		clearTimeout(this.#idle);
		this.#fail(new Error('the merge worker was stopped'));
		if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
		const gone = new Promise<void>((done) => ending.once('close', () => done()));
		// It only calculates: nothing is left half done.
		ending.ref();
		ending.kill('SIGKILL');
		await gone;
	}

	async #ask<T>(task: Task): Promise<T> {
		clearTimeout(this.#idle);
		const child = (this.#child ??= this.#start());
		const id = ++this.#lastId;
		const job = Promise.withResolvers<unknown>();
		this.#jobs.set(id, job);
		const told: ToWorker = { id, task, kindsModule: this.#options.kindsModule?.href ?? null };
		// When it is gone, `close` comes and says so.
		child.send(told, () => undefined);
		return (await job.promise) as T;
	}

	#start(): ChildProcess {
		const { codeCache, module = new URL('./worker-child.ts', import.meta.url) } = this.#options;
		const started = fork(module, {
			execArgv: EXEC_ARGV,
			serialization: 'advanced',
			// Whoever set it for the whole program has a reason.
			env: { ...(codeCache !== undefined && { NODE_COMPILE_CACHE: codeCache }), ...process.env }
		});
		// The program does not stay for its sake.
		started.unref();
		started.channel?.unref();
		let reason: unknown;
		// What one that was given up still says is nobody's, and must not start the clock of its successor.
		started.on('message', (said: FromWorker) => this.#child === started && this.#hear(said));
		started.on('error', (error) => (reason ??= error));
		// Not `exit`: what it said last has arrived when this comes.
		started.on('close', (code, signal) => {
			if (this.#child === started)
				this.#fail(new Error(`the merge worker ended (${code ?? signal})`, { cause: reason }));
		});
		return started;
	}

	#hear(said: FromWorker): void {
		const job = this.#jobs.get(said.id);
		this.#jobs.delete(said.id);
		if (said.error === undefined) job?.resolve(said.result);
		else job?.reject(new Error(said.error));
		if (this.#jobs.size > 0) return;
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => void this.close(), this.#options.idleTime ?? 20_000).unref();
	}

	#fail(error: Error): void {
		this.#child = null;
		for (const job of this.#jobs.values()) job.reject(error);
		this.#jobs.clear();
	}
}
