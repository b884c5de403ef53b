import { Worker } from 'node:worker_threads';
import type { ClientConfig } from 'pg';
import type { Log } from '../../platform/log.ts';
import { keyText, type DocumentKey } from '../store.ts';
import { unpackError } from './carried-error.ts';
import type { FromThread, ThreadData } from './thread.ts';

/** Projects documents in a thread of its own, one after the other. */
export interface Projector {
	/**
	 * Resolves when tables say of a document what it said when this was called, or later.
	 * @param urgent somebody waits for the answer: before those for which nobody does
	 * @throws what the projection threw; an error when the thread ended while it worked on this document
	 */
	project(key: DocumentKey, options?: { readonly urgent?: boolean }): Promise<void>;
	/** Something is to be projected soon: starts the thread, which takes most of a second to load. */
	warm(): void;
	/** Lets what is being projected finish, and ends the thread; what waits is not begun. */
	close(): Promise<void>;
}

export interface ProjectorDeps {
	/** Of the database; the thread has connections of its own. */
	readonly address: string | ClientConfig;
	/** Exports `projections`: functions cannot be posted to a thread. */
	readonly projectionsModule: URL;
	readonly log: Log;
	/** Without work the thread ends after so long, with its memory and its connections (ms). */
	readonly idleTime?: number;
	/** Waits before the thread is started again after it ended by itself (ms); the last one repeats. */
	readonly delays?: readonly number[];
	/** For tests: what runs in the thread. */
	readonly thread?: URL;
}

interface Task {
	readonly key: DocumentKey;
	readonly done: PromiseWithResolvers<void>;
}

/** How long a thread that was told to end may take to close its connections (ms). */
const GOODBYE_TIME = 5_000;

export function createProjector({
	address,
	projectionsModule,
	log,
	idleTime = 10 * 60_000,
	delays = [0, 100, 1_000, 5_000, 15_000],
	thread = new URL('./thread.ts', import.meta.url)
}: ProjectorDeps): Projector {
	const urgently = new Map<string, Task>();
	const waiting = new Map<string, Task>();
	let worker: Worker | null = null;
	let ready = false;
	let current: Task | null = null;
	let failures = 0;
	let restart: NodeJS.Timeout | undefined;
	let idle: NodeJS.Timeout | undefined;
	let closed = false;

	function start(): Worker {
		const started = new Worker(thread, {
			workerData: { address, projectionsModule: projectionsModule.href } satisfies ThreadData,
			resourceLimits: { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 }
		});
		ready = false;
		let reason: unknown;
		started.on('message', (said: FromThread) => {
			if (said.say === 'log') note(said);
			else if (worker === started) hear(said);
		});
		started.on('error', (error) => (reason = error));
		started.on('exit', (code) => worker === started && ended(reason ?? new Error(`it exited with ${code}`)));
		return started;
	}

	function note({ level, error, fields, message }: Extract<FromThread, { say: 'log' }>): void {
		log[level]({ ...fields, ...(error && { err: unpackError(error) }) }, message);
	}

	function hear(said: Exclude<FromThread, { say: 'log' }>): void {
		if (said.say === 'ready') ready = true;
		else {
			const task = current;
			current = null;
			failures = 0;
			if (said.error === null) task?.done.resolve();
			else task?.done.reject(unpackError(said.error));
			next();
		}
	}

	/** It ended by itself. Whatever it was at is at fault, as far as anybody knows: that one is not tried again here. */
	function ended(reason: unknown): void {
		log.error(
			{ err: reason, ...(current && { document: current.key.documentId }) },
			'the thread that projects documents ended; it is started again'
		);
		const error = new Error('the thread that projects documents ended', { cause: reason });
		worker = null;
		current?.done.reject(error);
		current = null;
		// One that does not even start will not do so for the others: nobody waits for that.
		if (!ready) rejectWaiting(error);
		if (closed) return;
		restart = setTimeout(
			() => {
				restart = undefined;
				next();
			},
			delays[Math.min(failures++, delays.length - 1)]!
		);
	}

	function rejectWaiting(error: Error): void {
		for (const tasks of [urgently, waiting]) {
			for (const task of tasks.values()) task.done.reject(error);
			tasks.clear();
		}
	}

	function next(): void {
		if (closed || current !== null || restart !== undefined) return;
		const tasks = urgently.size > 0 ? urgently : waiting;
		const first = tasks.entries().next().value;
		if (first === undefined) return rest();
		clearTimeout(idle);
		const [name, task] = first;
		tasks.delete(name);
		current = task;
		worker ??= start();
		worker.ref();
		worker.postMessage(task.key);
	}

	function rest(): void {
		clearTimeout(idle);
		worker?.unref();
		idle = setTimeout(() => void end(), idleTime).unref();
	}

	async function end(): Promise<void> {
		const ending = worker;
		worker = null;
		if (ending === null) return;
		ending.ref();
		const exited = new Promise<void>((done) => ending.once('exit', () => done()));
		ending.postMessage(null);
		const timer = setTimeout(() => void ending.terminate(), GOODBYE_TIME);
		await exited;
		clearTimeout(timer);
	}

	return {
		project(key, { urgent = false } = {}) {
			if (closed) return Promise.reject(new Error('the program ends: nothing is projected any more'));
			const name = keyText(key);
			// One that is not begun yet reads the document later than now: good for both.
			const same = urgently.get(name) ?? waiting.get(name);
			const task = same ?? { key, done: Promise.withResolvers<void>() };
			if (urgent) {
				waiting.delete(name);
				urgently.set(name, task);
			} else if (same === undefined) waiting.set(name, task);
			next();
			return task.done.promise;
		},

		warm() {
			if (closed || worker !== null || restart !== undefined) return;
			worker = start();
			rest();
		},

		async close() {
			closed = true;
			clearTimeout(restart);
			clearTimeout(idle);
			rejectWaiting(new Error('the program ends: nothing is projected any more'));
			await current?.done.promise.catch(() => undefined);
			await end();
		}
	};
}
