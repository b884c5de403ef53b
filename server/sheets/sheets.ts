import { fork, type ChildProcess } from 'node:child_process';
import type { CodeSheet } from '#contract/code-sheet.ts';
import type { Sheet, SheetKind } from '#contract/sheet.ts';
import { AppError, invalid } from '../platform/errors.ts';
import type { FromChild, ToChild, Wanted } from './sheets-child.ts';

/**
 * Draws pages in a process of its own, which is started when one is wanted and ended when none was for a while: letters of a
 * whole script take memory, and a drawing a quarter of a second in which the program would answer nobody.
 */
export interface Sheets {
	/** @throws AppError 503 `busy` when too many are waiting, or one takes too long */
	draw(sheet: Sheet, kind: SheetKind): Promise<Uint8Array<ArrayBuffer>>;
	/**
	 * Codes for print: all pages as PDF, or the first one as SVG.
	 * @throws AppError 422 for a logo that is none, or letters that the font does not have; 503 as above
	 */
	drawCodes(sheet: CodeSheet, kind: 'pdf' | 'svg'): Promise<Uint8Array<ArrayBuffer>>;
	close(): Promise<void>;
}

export interface SheetsOptions {
	/** Folder in which Node keeps compiled code. */
	readonly codeCache?: string;
	/** ms */
	readonly idleTime?: number;
	/** How long one may take, waiting included, ms. */
	readonly patience?: number;
	/** How many may be asked for at once. */
	readonly most?: number;
	/** For tests: what runs in the process. */
	readonly module?: URL;
}

const RETRY_SECONDS = 5;

export const createSheets = (options: SheetsOptions = {}): Sheets => new ChildSheets(options);

class ChildSheets implements Sheets {
	readonly #options: SheetsOptions;
	readonly #jobs = new Map<number, PromiseWithResolvers<Uint8Array>>();
	#lastId = 0;
	#child: ChildProcess | null = null;
	#idle: NodeJS.Timeout | undefined;

	constructor(options: SheetsOptions) {
		this.#options = options;
	}

	draw(sheet: Sheet, kind: SheetKind): Promise<Uint8Array<ArrayBuffer>> {
		return this.#drawn({ sheet, kind });
	}

	drawCodes(codes: CodeSheet, kind: 'pdf' | 'svg'): Promise<Uint8Array<ArrayBuffer>> {
		return this.#drawn({ codes, kind });
	}

	async #drawn(wanted: Wanted): Promise<Uint8Array<ArrayBuffer>> {
		const { most = 8, patience = 20_000 } = this.#options;
		if (this.#jobs.size >= most) throw new AppError(503, 'busy', { retryAfter: RETRY_SECONDS });
		clearTimeout(this.#idle);
		const child = (this.#child ??= this.#start());
		const id = ++this.#lastId;
		const job = Promise.withResolvers<Uint8Array>();
		this.#jobs.set(id, job);
		// One that hangs is ended with everything that waits behind it: whoever asks again has it started anew.
		const late = setTimeout(() => void this.close(new AppError(503, 'busy', { retryAfter: RETRY_SECONDS })), patience);
		try {
			// When it is gone, `close` comes and says so.
			child.send({ id, ...wanted } satisfies ToChild, () => undefined);
			return new Uint8Array(await job.promise);
		} finally {
			clearTimeout(late);
		}
	}

	async close(reason: Error = new Error('nothing is drawn any more')): Promise<void> {
		const ending = this.#child;
		clearTimeout(this.#idle);
		this.#fail(reason);
		if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
		const gone = new Promise<void>((done) => ending.once('close', () => done()));
		// It only draws: nothing is left half done.
		ending.ref();
		ending.kill('SIGKILL');
		await gone;
	}

	#start(): ChildProcess {
		const { codeCache, module = new URL('./sheets-child.ts', import.meta.url) } = this.#options;
		const started = fork(module, {
			execArgv: ['--max-old-space-size=512'],
			serialization: 'advanced',
			// Whoever set it for the whole program has a reason.
			env: { ...(codeCache !== undefined && { NODE_COMPILE_CACHE: codeCache }), ...process.env }
		});
		// The program does not stay for its sake.
		started.unref();
		started.channel?.unref();
		let reason: unknown;
		started.on('message', (said: FromChild) => this.#child === started && this.#hear(said));
		started.on('error', (error) => (reason ??= error));
		// Not `exit`: what it said last has arrived when this comes.
		started.on('close', (code, signal) => {
			if (this.#child === started)
				this.#fail(new Error(`what draws pages ended (${code ?? signal})`, { cause: reason }));
		});
		return started;
	}

	#hear(said: FromChild): void {
		const job = this.#jobs.get(said.id);
		this.#jobs.delete(said.id);
		if ('bytes' in said) job?.resolve(said.bytes);
		else if ('refused' in said) job?.reject(invalid([said.refused]));
		else job?.reject(new Error(said.error));
		if (this.#jobs.size > 0) return;
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => void this.close(), this.#options.idleTime ?? 60_000).unref();
	}

	#fail(error: Error): void {
		this.#child = null;
		for (const job of this.#jobs.values()) job.reject(error);
		this.#jobs.clear();
	}
}
