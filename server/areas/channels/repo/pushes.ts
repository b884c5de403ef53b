import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelPushTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type PushRow = Selectable<ChannelPushTable>;

/** Stores a push and notes that the channel works; @returns false when it is there already, whoever stored it */
export async function insertPush(trx: Kysely<Database>, row: Omit<PushRow, 'handled_at'>): Promise<boolean> {
	const { numInsertedOrUpdatedRows = 0n } = await trx
		.insertInto('channel_push')
		.values({ ...row, handled_at: null })
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'dedupe_key']).doNothing())
		.executeTakeFirst();
	if (numInsertedOrUpdatedRows === 0n) return false;
	await trx
		.updateTable('channel')
		.set({ last_push_at: sql<Date>`greatest(last_push_at, ${row.received_at}::timestamptz)` })
		.where('workspace_id', '=', row.workspace_id)
		.where('id', '=', row.channel_id)
		.execute();
	return true;
}

export const findPush = (
	db: Kysely<Database>,
	workspaceId: string,
	channelId: string,
	id: string
): Promise<PushRow | undefined> =>
	db
		.selectFrom('channel_push')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('id', '=', id)
		.executeTakeFirst();

export async function pushHandled(db: Kysely<Database>, push: PushRow, at: Date): Promise<void> {
	await db
		.updateTable('channel_push')
		.set({ handled_at: at })
		.where('workspace_id', '=', push.workspace_id)
		.where('channel_id', '=', push.channel_id)
		.where('id', '=', push.id)
		.execute();
}

/** What was received before; all workspaces. */
export async function purgePushes(system: Kysely<Database>, receivedBefore: Date): Promise<number> {
	const { numDeletedRows } = await system
		.deleteFrom('channel_push')
		.where('received_at', '<', receivedBefore)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
