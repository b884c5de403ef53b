import type { Kysely } from 'kysely';
import type { Database } from '../db/tables/index.ts';

/** What handlers may use. */
export interface JobContext {
	/** Sees every workspace. */
	readonly system: Kysely<Database>;
	readonly now: () => Date;
}

/**
 * Work that nobody waits for. Each job is one file in `jobs/` of its area and one line in `areas/all-jobs.ts`. A handler may run twice –
 * after a crash, or in two processes – without harm.
 */
export interface JobHandler {
	/** Also the name of its queue; never changes. */
	readonly name: string;
	/** When it runs (cron, UTC). */
	readonly cron: string;
	/** Also when a process starts: it may have been cut off half-way. */
	readonly atStart?: true;
	/** @returns how many rows were touched, for the log */
	run(context: JobContext): Promise<number>;
}
