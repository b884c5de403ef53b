import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelLogTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type LogRow = Selectable<ChannelLogTable>;

/** One line more, or the same line once more: whoever sends nonsense all day fills one line an hour. */
export async function noteLine(
	db: Kysely<Database>,
	where: { readonly workspaceId: string; readonly channelId: string },
	{ code, detail, at }: { readonly code: string; readonly detail: string; readonly at: Date }
): Promise<void> {
	const hour = new Date(at);
	hour.setUTCMinutes(0, 0, 0);
	await db
		.insertInto('channel_log')
		.values({
			workspace_id: where.workspaceId,
			channel_id: where.channelId,
			code,
			detail,
			hour,
			first_at: at,
			last_at: at,
			times: 1
		})
		.onConflict((found) =>
			found.columns(['workspace_id', 'channel_id', 'hour', 'code', 'detail']).doUpdateSet({
				times: sql<number>`channel_log.times + 1`,
				last_at: sql<Date>`greatest(channel_log.last_at, excluded.last_at)`
			})
		)
		.execute();
}

/** Newest first. */
export const listLog = (
	trx: Kysely<Database>,
	workspaceId: string,
	channelId: string,
	limit: number
): Promise<LogRow[]> =>
	trx
		.selectFrom('channel_log')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.orderBy('last_at', 'desc')
		.limit(limit)
		.execute();

/** Lines of hours before; all workspaces. */
export async function purgeLog(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system.deleteFrom('channel_log').where('hour', '<', before).executeTakeFirst();
	return Number(numDeletedRows);
}
