import type { ImportView, ImportedRow, KnownRow, KnownRun } from '#contract/imports.ts';
import type { Actor } from '#domain/access/index.ts';
import type { Db } from '../../db/scope.ts';
import type { Responses } from '../answers/responses.ts';
import { createImportReads } from './import-reads.ts';
import { createImportRows } from './import-rows.ts';
import { createImportRuns } from './import-runs.ts';
import type { SetUpDeps } from './set-up.ts';

export { importedId } from './views.ts';

export interface Imports {
	/** What is there already of up to 1,000 rows; writes nothing. */
	check(actor: Actor | null, input: unknown): Promise<{ results: KnownRow[]; runs: KnownRun[] }>;
	/**
	 * Makes ready what the rows will need – one survey, and a collector on each touchpoint – and opens the run: all of it
	 * or nothing.
	 */
	start(actor: Actor | null, input: unknown): Promise<ImportView>;
	/** Up to 500 rows, each told on its own. Rows that were sent before count once, in this run and in every other. */
	add(actor: Actor | null, id: string, input: unknown): Promise<{ results: ImportedRow[]; run: ImportView }>;
	/** Everything was sent. */
	finish(actor: Actor | null, id: string): Promise<ImportView>;
	/**
	 * Takes everything out that the run brought, some thousand answers a call: to be repeated until the status is `undone`.
	 * One's own, or anybody's, as the policy says (`import.undo`). 409 `import_unlinked`: it was made before answers knew their import.
	 */
	undo(actor: Actor | null, id: string): Promise<ImportView>;
	/** Newest first. */
	list(actor: Actor | null, input?: unknown): Promise<ImportView[]>;
}

export interface ImportsDeps extends SetUpDeps {
	readonly db: Db;
	readonly responses: Pick<Responses, 'recordBatch'>;
}

export const createImports = (deps: ImportsDeps): Imports => ({
	...createImportReads(deps),
	...createImportRuns(deps),
	...createImportRows(deps)
});
