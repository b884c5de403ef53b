import { fork, type ChildProcess } from 'node:child_process';
import type { ClientConfig } from 'pg';
import type { Log } from '../../platform/log.ts';
import type { DocumentKey } from '../store.ts';
import { unpackError } from './carried-error.ts';
import type { FromChild, ToChild } from './child.ts';
import { AT_ONCE, ProjectionTasks } from './tasks.ts';

/**
 * Projects documents in a process of its own, a child of this one: the event loop that serves people decodes nothing for it.
 * A thread would do as well, but for V8, which ends the whole program now and then when a thread ends that has run
 * WebAssembly; and a child that runs out of memory ends alone.
 */
export interface Projector {
	/**
	 * Resolves when tables say of a document what it said when this was called, or later.
	 * @param urgent somebody waits for the answer: it is begun at once, beside those for which nobody does
	 * @throws what the projection threw; an error when the child ended twice while it worked on this document
	 */
	project(key: DocumentKey, options?: { readonly urgent?: boolean }): Promise<void>;
	/** Something is to be projected soon: starts the child, which takes most of a second to load. */
	warm(): void;
	/** Lets what is being projected finish, and ends the child; what waits is not begun. */
	close(): Promise<void>;
}

export interface ProjectorDeps {
	/** Of the database; the child has connections of its own. */
	readonly address: string | ClientConfig;
	/** Exports `projections`: functions cannot be sent to a process. */
	readonly projectionsModule: URL;
	readonly log: Log;
	/** Folder in which Node keeps the compiled code of the child: it starts three times as fast, and smaller. */
	readonly codeCache?: string;
	/** Without work the child ends after so long, with its memory and its connections (ms). */
	readonly idleTime?: number;
	/** Waits before the child is started again after it ended by itself (ms); the last one repeats. */
	readonly delays?: readonly number[];
	/** How long what was begun may take when it is closed, and then the child to close its connections (ms). */
	readonly goodbyeTime?: number;
	/** For tests: what runs in the child. */
	readonly module?: URL;
}

/** Its memory grows with the largest document, not with time. */
const EXEC_ARGV = ['--max-semi-space-size=4', '--max-old-space-size=1024'];

export const createProjector = (deps: ProjectorDeps): Projector => new ChildProjector(deps);

class ChildProjector implements Projector {
	readonly #deps: Required<Omit<ProjectorDeps, 'codeCache'>> & Pick<ProjectorDeps, 'codeCache'>;
	readonly #tasks = new ProjectionTasks();
	#child: ChildProcess | null = null;
	/** The child has said that it can work. */
	#ready = false;
	/** How often in a row it ended before it had projected anything. */
	#failures = 0;
	#restart: NodeJS.Timeout | undefined;
	#idle: NodeJS.Timeout | undefined;
	#closed = false;

	constructor(deps: ProjectorDeps) {
		this.#deps = {
			idleTime: 10 * 60_000,
			delays: [0, 100, 1_000, 5_000, 15_000],
			goodbyeTime: 5_000,
			module: new URL('./child.ts', import.meta.url),
			...deps
		};
	}

	project(key: DocumentKey, { urgent = false } = {}): Promise<void> {
		if (this.#closed) return Promise.reject(new Error('the program ends: nothing is projected any more'));
		const done = this.#tasks.add(key, urgent);
		this.#next();
		return done;
	}

	warm(): void {
		if (this.#closed || this.#child !== null || this.#restart !== undefined) return;
		try {
			this.#child = this.#start();
		} catch (error) {
			return this.#ended(error);
		}
		this.#rest();
	}

	async close(): Promise<void> {
		this.#closed = true;
		clearTimeout(this.#restart);
		clearTimeout(this.#idle);
		this.#tasks.rejectWaiting(new Error('the program ends: nothing is projected any more'));
		const timer = setTimeout(() => this.#child?.kill('SIGKILL'), this.#deps.goodbyeTime);
		await Promise.allSettled(this.#tasks.begun.map(({ done }) => done.promise));
		clearTimeout(timer);
		await this.#end();
	}

	#start(): ChildProcess {
		const { module, codeCache, address, projectionsModule } = this.#deps;
		const started = fork(module, {
			execArgv: EXEC_ARGV,
			serialization: 'advanced',
			// Whoever set it for the whole program has a reason.
			env: { ...(codeCache !== undefined && { NODE_COMPILE_CACHE: codeCache }), ...process.env }
		});
		this.#ready = false;
		let reason: unknown;
		started.on('message', (said: FromChild) => {
			if (said.say === 'log') this.#note(said);
			else if (this.#child === started) this.#hear(said);
		});
		started.on('error', (error) => (reason ??= error));
		// Not `exit`: what it said last has arrived when this comes.
		started.on('close', (code, signal) => {
			if (this.#child === started) this.#ended(reason ?? new Error(`it ended with ${code ?? signal}`));
		});
		tell(started, { do: 'start', address, projectionsModule: projectionsModule.href, atOnce: AT_ONCE });
		return started;
	}

	/** The program does not stay for the sake of a child that has nothing to do. */
	#hold(needed: boolean): void {
		const how = needed ? 'ref' : 'unref';
		this.#child?.[how]();
		this.#child?.channel?.[how]();
	}

	#note({ level, error, fields, message }: Extract<FromChild, { say: 'log' }>): void {
		this.#deps.log[level]({ ...fields, ...(error && { err: unpackError(error) }) }, message);
	}

	#hear(said: Exclude<FromChild, { say: 'log' }>): void {
		if (said.say === 'ready') {
			this.#ready = true;
			return;
		}
		this.#failures = 0;
		this.#tasks.finish(said.id, said.error === null ? null : unpackError(said.error));
		this.#next();
	}

	/** It ended by itself, or was killed: what it was at is begun again, once. */
	#ended(reason: unknown): void {
		const { log, delays } = this.#deps;
		const documents = this.#tasks.begun.map(({ key }) => key.documentId);
		log.error({ err: reason, documents }, 'the process that projects documents ended; it is started again');
		const error = new Error('the process that projects documents ended', { cause: reason });
		this.#child = null;
		this.#tasks.lose(error, !this.#closed);
		// One that does not even start will not do so for the others: nobody waits for that.
		if (!this.#ready) this.#tasks.rejectWaiting(error);
		if (this.#closed) return;
		const wait = delays[Math.min(this.#failures++, delays.length - 1)]!;
		this.#restart = setTimeout(() => {
			this.#restart = undefined;
			this.#next();
		}, wait);
	}

	#next(): void {
		if (this.#closed || this.#restart !== undefined) return;
		for (let task = this.#tasks.choose(); task !== undefined; task = this.#tasks.choose()) {
			clearTimeout(this.#idle);
			try {
				this.#child ??= this.#start();
			} catch (error) {
				// There is no memory for another process, or no number.
				return this.#ended(error);
			}
			tell(this.#child, { do: 'project', id: this.#tasks.begin(task), key: task.key });
			this.#hold(true);
		}
		if (this.#tasks.begun.length === 0) this.#rest();
	}

	#rest(): void {
		clearTimeout(this.#idle);
		this.#hold(false);
		this.#idle = setTimeout(() => void this.#end(), this.#deps.idleTime).unref();
	}

	async #end(): Promise<void> {
		const ending = this.#child;
		this.#child = null;
		if (ending === null) return;
		ending.ref();
		const gone = new Promise<void>((done) => ending.once('close', () => done()));
		tell(ending, { do: 'end' });
		const timer = setTimeout(() => ending.kill('SIGKILL'), this.#deps.goodbyeTime);
		await gone;
		clearTimeout(timer);
	}
}

/** When it is gone, `close` comes and says so. */
const tell = (to: ChildProcess, told: ToChild): void => void to.send(told, () => undefined);
