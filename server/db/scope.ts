import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from './tables/index.ts';

/** What a repository takes: a transaction already bound to one workspace, or the system's. */
export type Trx = Transaction<Database>;

/**
 * The two ways to the data.
 * `inWorkspace` is the normal one: one transaction, with `app.workspace` set, so row-level security
 * hides every other workspace even from a query that forgot its `where`.
 * `system` is for work that spans workspaces (group commits, sign-in, jobs, migrations of content): its
 * connections carry `app.system = on`.
 */
export interface Db {
	inWorkspace<T>(workspaceId: string, work: (trx: Trx) => Promise<T>): Promise<T>;
	readonly system: Kysely<Database>;
	close(): Promise<void>;
}

/**
 * Binds a transaction to its workspace; local to the transaction, so a pooled connection forgets it. Short statements of
 * many people share the processors: starting two helpers for one took longer, and up to three times as much of them.
 */
export const bindWorkspace = (trx: Trx, workspaceId: string): Promise<unknown> =>
	sql`select set_config('app.workspace', ${workspaceId}, true),
		set_config('max_parallel_workers_per_gather', '0', true)`.execute(trx);
