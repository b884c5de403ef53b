import type { ImportedRow } from '#contract/imports.ts';
import { IMPORT_CHUNK, type PlannedRow } from '#domain/imports/index.ts';
import { saidOf } from '#lib/forms/said-of.ts';

/** The calls of the import, handed in so that tests need no server. */
export interface ImportCalls {
	/** @returns id of the run */
	start(total: number): Promise<string>;
	/** @param key the same for the same rows, so that a repetition after a lost answer is one */
	rows(id: string, rows: readonly PlannedRow[], key: string): Promise<readonly ImportedRow[]>;
	finish(id: string): Promise<void>;
}

/** Parts on their way: while one is stored the next travels and is read, which doubles the rows a second. */
const AT_ONCE = 2;

export type SendingStatus = 'idle' | 'running' | 'stopped' | 'done';

/** Sends the rows of one import, part by part. Can be stopped and continued; what has arrived is counted exactly. */
export class Sending {
	status = $state<SendingStatus>('idle');
	/** Rows whose fate is known. */
	done = $state(0);
	created = $state(0);
	duplicate = $state(0);
	/** Were deleted or erased once, and stay out. */
	removed = $state(0);
	failed = $state.raw<readonly ImportedRow[]>([]);
	/** Why it stopped by itself: no answer came, or a refusal with its sentence. Null when a person stopped it. */
	problem = $state.raw<'lost' | { readonly refusal: string } | null>(null);

	readonly #calls: ImportCalls;
	readonly #rows: readonly PlannedRow[];
	readonly #wait: (ms: number) => Promise<void>;
	#run: string | null = null;
	/** Somebody asked to stop; parts on their way are still waited for. */
	stopping = $state(false);
	#stopped = Promise.withResolvers<void>();

	constructor(
		calls: ImportCalls,
		rows: readonly PlannedRow[],
		wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
	) {
		this.#calls = calls;
		this.#rows = rows;
		this.#wait = wait;
	}

	get total(): number {
		return this.#rows.length;
	}

	/** Begins, or goes on where it stopped. */
	async go(): Promise<void> {
		if (this.status === 'running' || this.status === 'done') return;
		this.status = 'running';
		this.problem = null;
		this.stopping = false;
		this.#stopped = Promise.withResolvers<void>();
		try {
			this.#run ??= await this.#patiently(() => this.#calls.start(this.#rows.length));
			await this.#parts(this.#run);
			if (this.stopping) {
				this.status = 'stopped';
				return;
			}
			const run = this.#run;
			await this.#patiently(() => this.#calls.finish(run));
			this.status = 'done';
		} catch (error) {
			// What a browser says about a lost network is in its own language, and of no help.
			this.problem = isLost(error) ? 'lost' : { refusal: saidOf(error) };
			this.status = 'stopped';
		} finally {
			this.stopping = false;
		}
	}

	/** Ends after the parts that are on their way; a pause before the next try ends at once. */
	stop(): void {
		this.stopping = true;
		this.#stopped.resolve();
	}

	/**
	 * Counted in their order, so that `done` says from where to go on. When one fails, those behind it are not counted: sent
	 * again under their keys, they are told the same as now.
	 */
	async #parts(run: string): Promise<void> {
		const underWay: { readonly size: number; readonly results: Promise<readonly ImportedRow[]> }[] = [];
		let next = this.done;
		try {
			while (this.done < this.#rows.length) {
				while (underWay.length < AT_ONCE && next < this.#rows.length && !this.stopping) {
					const rows = this.#rows.slice(next, next + IMPORT_CHUNK);
					const key = `${run}-${next}`;
					underWay.push({ size: rows.length, results: this.#patiently(() => this.#calls.rows(run, rows, key)) });
					next += rows.length;
				}
				const first = underWay.shift();
				if (first === undefined) return;
				this.#count(await first.results);
				this.done += first.size;
			}
		} finally {
			// Nobody else waits for them; going on must not begin while they are still at it.
			await Promise.allSettled(underWay.map(({ results }) => results));
		}
	}

	#count(results: readonly ImportedRow[]): void {
		this.created += results.filter((row) => row.status === 'created').length;
		this.duplicate += results.filter((row) => row.status === 'duplicate').length;
		this.removed += results.filter((row) => row.status === 'deleted' || row.status === 'erased').length;
		this.failed = [
			...this.failed,
			...results.filter((row) => !['created', 'duplicate', 'deleted', 'erased'].includes(row.status))
		];
	}

	/** A network that comes back within seconds goes unnoticed; refusals do not get better by waiting. */
	async #patiently<T>(call: () => Promise<T>): Promise<T> {
		for (const pause of [1000, 3000, 8000]) {
			try {
				return await call();
			} catch (error) {
				if (!isPassing(error) || this.stopping) throw error;
				await Promise.race([this.#wait(pause), this.#stopped.promise]);
				// Not another try that may take long: what is known now is said, and `go` tries again.
				if (this.stopping) throw error;
			}
		}
		return call();
	}
}

const isLost = (error: unknown): boolean => (error as { status?: number }).status === 0;

/** No answer, a busy or restarting server, or the first try of the same part still at work. */
const isPassing = (error: unknown): boolean => {
	const { status, code } = error as { status?: number; code?: string };
	return (
		isLost(error) || status === 429 || (status !== undefined && status >= 500) || code === 'idempotency_in_progress'
	);
};
