import { sql, type Selectable } from 'kysely';
import type { Trx } from '../scope.ts';
import type { ImportRunTable } from '../tables/answer.ts';
import { placed } from './touchpoints.ts';

/** What is kept of a run beside its counts. */
export interface ImportReport {
	/** Collector of each touchpoint that rows may go to. */
	readonly collectors: Readonly<Record<string, string>>;
	readonly language: string;
	/** Id of the scored question, and of the comment. */
	readonly question: string;
}

export type ImportRow = Omit<Selectable<ImportRunTable>, 'report'> & { readonly report: ImportReport };

export async function insertImport(
	trx: Trx,
	row: {
		workspaceId: string;
		id: string;
		kind: string;
		fileName: string;
		total: number;
		failed: number;
		createdBy: string;
		at: Date;
		report: ImportReport;
	}
): Promise<void> {
	await trx
		.insertInto('import_run')
		.values({
			workspace_id: row.workspaceId,
			id: row.id,
			kind: row.kind,
			file_name: row.fileName,
			total: row.total,
			failed: row.failed,
			status: 'running',
			created_by: row.createdBy,
			created_at: row.at,
			report: JSON.stringify(row.report)
		})
		.execute();
}

export const findImport = (trx: Trx, workspaceId: string, id: string): Promise<ImportRow | undefined> =>
	trx
		.selectFrom('import_run')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst() as Promise<ImportRow | undefined>;

/** Newest first. */
export const listImports = (trx: Trx, workspaceId: string, limit: number): Promise<ImportRow[]> =>
	trx
		.selectFrom('import_run')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(limit)
		.execute() as Promise<ImportRow[]>;

export async function countRows(
	trx: Trx,
	workspaceId: string,
	id: string,
	counts: { readonly created: number; readonly duplicate: number; readonly failed: number }
): Promise<void> {
	await trx
		.updateTable('import_run')
		.set({
			created: sql<number>`created + ${counts.created}`,
			duplicate: sql<number>`duplicate + ${counts.duplicate}`,
			failed: sql<number>`failed + ${counts.failed}`
		})
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}

/** Ends a running import; false when it had ended before. */
export async function endImport(
	trx: Trx,
	workspaceId: string,
	id: string,
	status: 'done' | 'failed',
	at: Date
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('import_run')
		.set({ status, finished_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('status', '=', 'running')
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Which of these touchpoints are on a map of the workspace. */
export async function knownTouchpoints(trx: Trx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
	const rows = await placed(trx, workspaceId)
		.where(sql<boolean>`t.id = any(${[...ids]}::uuid[])`)
		.execute();
	return new Set(rows.map((row) => row.id));
}
