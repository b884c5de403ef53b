import { AppError } from '../platform/errors.ts';

/** Gathers callers and commits them together: one fsync for all who wait. Each is answered after its own commit. */
export interface GroupCommit<Job, Outcome> {
	/**
	 * @returns the job's outcome, after it is durable
	 * @throws what `commit` threw; 503 when more than `maxWaiting` wait already
	 */
	add(job: Job): Promise<Outcome>;
	/** Resolves when nothing waits and nothing runs. */
	drain(): Promise<void>;
}

export interface GroupCommitOptions<Job, Outcome> {
	/** Makes all of the jobs durable or none; one outcome per job, in the same order. */
	commit(jobs: readonly Job[]): Promise<readonly Outcome[]>;
	/**
	 * Is the error the fault of a job rather than of the database? Then the batch is halved until the guilty one is
	 * alone, so that nobody pays for a stranger's mistake. Default: never.
	 */
	isJobsFault?(error: unknown): boolean;
	/**
	 * Was everything rolled back because somebody else was in the way (a deadlock)? Then the same batch is committed
	 * again, `TRIES` times in all. Default: never.
	 */
	mayTryAgain?(error: unknown): boolean;
	readonly maxBatch?: number;
	readonly maxInFlight?: number;
	/** Memory stays bounded when the database cannot keep up. */
	readonly maxWaiting?: number;
}

interface Waiting<Job, Outcome> {
	readonly job: Job;
	resolve(outcome: Outcome): void;
	reject(error: unknown): void;
}

const TRIES = 3;

/** While one batch runs the next gathers; two in flight keep the disk busy without making batches small. */
export function createGroupCommit<Job, Outcome>(options: GroupCommitOptions<Job, Outcome>): GroupCommit<Job, Outcome> {
	const { maxBatch = 500, maxInFlight = 2, maxWaiting = 20_000 } = options;
	const waiting: Waiting<Job, Outcome>[] = [];
	const drained: (() => void)[] = [];
	let inFlight = 0;
	let scheduled = false;

	function schedule(): void {
		if (scheduled || inFlight >= maxInFlight || waiting.length === 0) return;
		scheduled = true;
		// After the poll phase: every request that arrived in this turn of the event loop joins the batch.
		setImmediate(() => {
			scheduled = false;
			if (inFlight >= maxInFlight || waiting.length === 0) return;
			inFlight++;
			void run(waiting.splice(0, maxBatch)).finally(() => {
				inFlight--;
				schedule();
				if (inFlight === 0 && waiting.length === 0) drained.splice(0).forEach((done) => done());
			});
			schedule();
		});
	}

	async function commit(jobs: readonly Job[]): Promise<readonly Outcome[]> {
		for (let tried = 1; ; tried++) {
			try {
				return await options.commit(jobs);
			} catch (error) {
				if (tried === TRIES || !options.mayTryAgain?.(error)) throw error;
			}
		}
	}

	async function run(batch: readonly Waiting<Job, Outcome>[]): Promise<void> {
		try {
			const outcomes = await commit(batch.map(({ job }) => job));
			if (outcomes.length !== batch.length)
				throw new RangeError(`${outcomes.length} outcomes for ${batch.length} jobs`);
			batch.forEach((one, at) => one.resolve(outcomes[at]!));
		} catch (error) {
			if (batch.length === 1 || !options.isJobsFault?.(error)) {
				batch.forEach((one) => one.reject(error));
				return;
			}
			const half = Math.ceil(batch.length / 2);
			await run(batch.slice(0, half));
			await run(batch.slice(half));
		}
	}

	return {
		add(job) {
			if (waiting.length >= maxWaiting) return Promise.reject(new AppError(503, 'overloaded', { retryAfter: 5 }));
			return new Promise((resolve, reject) => {
				waiting.push({ job, resolve, reject });
				schedule();
			});
		},
		drain: () =>
			inFlight === 0 && waiting.length === 0 ? Promise.resolve() : new Promise((done) => drained.push(done))
	};
}
