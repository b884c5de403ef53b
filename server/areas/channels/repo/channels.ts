import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type ChannelRow = Selectable<ChannelTable>;

export const listChannels = (trx: Kysely<Database>, workspaceId: string): Promise<ChannelRow[]> =>
	trx.selectFrom('channel').selectAll().where('workspace_id', '=', workspaceId).orderBy('kind').execute();

export const findChannel = (
	trx: Kysely<Database>,
	workspaceId: string,
	kind: string
): Promise<ChannelRow | undefined> =>
	trx
		.selectFrom('channel')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('kind', '=', kind)
		.executeTakeFirst();

/** By what stands in the address of its pushes. */
export const channelById = (db: Kysely<Database>, workspaceId: string, id: string): Promise<ChannelRow | undefined> =>
	db.selectFrom('channel').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** One at a time in a workspace: settings are put together out of what was there and what is new. */
export const lockChannels = (trx: Kysely<Database>, workspaceId: string): Promise<unknown> =>
	sql`select pg_advisory_xact_lock(hashtext('wayfelt.channel'), hashtext(${workspaceId}))`.execute(trx);

export async function insertChannel(
	trx: Kysely<Database>,
	row: Pick<ChannelRow, 'workspace_id' | 'id' | 'kind' | 'settings' | 'secrets'>,
	at: Date
): Promise<void> {
	await trx
		.insertInto('channel')
		.values({
			...row,
			settings: JSON.stringify(row.settings),
			verified_at: null,
			last_push_at: null,
			created_at: at,
			updated_at: at
		})
		.execute();
}

export async function changeChannel(
	trx: Kysely<Database>,
	{ workspace_id, id, settings, secrets }: Pick<ChannelRow, 'workspace_id' | 'id' | 'settings' | 'secrets'>,
	at: Date
): Promise<void> {
	await trx
		.updateTable('channel')
		.set({ settings: JSON.stringify(settings), secrets, updated_at: at })
		.where('workspace_id', '=', workspace_id)
		.where('id', '=', id)
		.execute();
}

/** With everything that was pushed and noted; @returns its id, if it was there */
export async function deleteChannel(
	trx: Kysely<Database>,
	workspaceId: string,
	kind: string
): Promise<string | undefined> {
	const row = await trx
		.deleteFrom('channel')
		.where('workspace_id', '=', workspaceId)
		.where('kind', '=', kind)
		.returning('id')
		.executeTakeFirst();
	return row?.id;
}

/** The platform has checked our address. */
export async function noteVerified(db: Kysely<Database>, workspaceId: string, id: string, at: Date): Promise<void> {
	await db
		.updateTable('channel')
		.set({ verified_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.execute();
}
