import { sql, type Kysely } from 'kysely';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';
import { SCRATCH_WORKSPACE } from '../../../documents/scratch.ts';

/** Is there a workspace at all, but the one that benches write into? (system's connections) */
export async function anyWorkspace(db: Kysely<Database>): Promise<boolean> {
	const found = db.selectFrom('workspace').select('workspace_id').where('workspace_id', '<>', SCRATCH_WORKSPACE);
	return (await found.limit(1).executeTakeFirst()) !== undefined;
}

/** Lets one first visit at a time through, until its transaction ends. The number only has to be ours. */
export async function lockSetup(trx: Trx): Promise<void> {
	await sql`select pg_advisory_xact_lock(7306090515)`.execute(trx);
}

export async function insertWorkspace(
	trx: Trx,
	workspace: { workspaceId: string; name: string; timeZone: string; at: Date }
): Promise<void> {
	await trx
		.insertInto('workspace')
		.values({
			workspace_id: workspace.workspaceId,
			name: workspace.name,
			time_zone: workspace.timeZone,
			created_at: workspace.at
		})
		.execute();
}

export async function findWorkspace(trx: Trx, workspaceId: string) {
	return trx.selectFrom('workspace').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();
}

export async function updateWorkspace(
	trx: Trx,
	workspaceId: string,
	changes: { name?: string; time_zone?: string; min_n?: number; rank_n?: number; privacy_url?: string | null }
): Promise<void> {
	if (Object.keys(changes).length === 0) return;
	await trx.updateTable('workspace').set(changes).where('workspace_id', '=', workspaceId).execute();
}
