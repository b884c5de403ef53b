import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { IdentitySecretTable } from '../../../db/tables/answer.ts';

export type IdentitySecretRow = Selectable<IdentitySecretTable>;

/** Oldest first. */
export const listIdentitySecrets = (db: Kysely<Database>, workspaceId: string): Promise<IdentitySecretRow[]> =>
	db.selectFrom('identity_secret').selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute();

export async function insertIdentitySecret(trx: Kysely<Database>, row: IdentitySecretRow): Promise<void> {
	await trx.insertInto('identity_secret').values(row).execute();
}

/** False when there is none. */
export const deleteIdentitySecret = async (trx: Kysely<Database>, workspaceId: string, id: string): Promise<boolean> =>
	(
		await trx
			.deleteFrom('identity_secret')
			.where('workspace_id', '=', workspaceId)
			.where('id', '=', id)
			.executeTakeFirst()
	).numDeletedRows === 1n;

/** Makes whoever else counts its secrets wait until the transaction ends. */
export async function lockWorkspace(trx: Kysely<Database>, workspaceId: string): Promise<void> {
	await trx
		.selectFrom('workspace')
		.select('workspace_id')
		.where('workspace_id', '=', workspaceId)
		.forNoKeyUpdate()
		.execute();
}
