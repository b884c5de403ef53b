import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelMessageTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type MessageRow = Selectable<ChannelMessageTable>;

interface Where {
	readonly workspaceId: string;
	readonly channelId: string;
}

const of = ({ workspaceId, channelId }: Where) => ({ workspace_id: workspaceId, channel_id: channelId });

/** @returns false when one that follows from the same is there already, whatever became of it */
export async function insertMessage(
	db: Kysely<Database>,
	row: Omit<MessageRow, 'state' | 'code' | 'platform_id' | 'settled_at' | 'tapped_at' | 'round_id'>
): Promise<boolean> {
	const { numInsertedOrUpdatedRows = 0n } = await db
		.insertInto('channel_message')
		.values({ ...row, state: 'sending' })
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'dedupe_key']).doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows > 0n;
}

export const messageOf = (db: Kysely<Database>, where: Where, dedupeKey: string): Promise<MessageRow | undefined> =>
	db
		.selectFrom('channel_message')
		.selectAll()
		.where((row) => row.and(of(where)))
		.where('dedupe_key', '=', dedupeKey)
		.executeTakeFirst();

/** By what the platform hands back with an answer. */
export const messageNumbered = (db: Kysely<Database>, where: Where, number: string): Promise<MessageRow | undefined> =>
	db
		.selectFrom('channel_message')
		.selectAll()
		.where((row) => row.and(of(where)))
		.where('number', '=', number)
		.executeTakeFirst();

/** What became of it. What the platform said of it meanwhile stays. */
export async function settleMessage(
	db: Kysely<Database>,
	where: Where,
	id: string,
	became: Pick<MessageRow, 'state' | 'code' | 'platform_id' | 'settled_at'>
): Promise<void> {
	await db
		.updateTable('channel_message')
		.set(became)
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.where('state', 'in', ['sending', 'unknown'])
		.execute();
}

/** Nothing was sent. */
export async function dropMessage(
	db: Kysely<Database>,
	where: Where,
	id: string,
	state: 'sending' | 'failed'
): Promise<void> {
	await db
		.deleteFrom('channel_message')
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.where('state', '=', state)
		.execute();
}

/**
 * What the platform says of a message, by its own name of it; where no answer had come with that name, of the person's oldest
 * one of its kind that has none. Said again nothing changes.
 * @returns false when it is none of ours
 */
export async function noteReceipt(
	db: Kysely<Database>,
	where: Where,
	said: {
		/** Which of ours it may be. */
		readonly kinds: readonly string[];
		readonly platformId: string;
		readonly person: string;
		readonly code: string | null;
		readonly at: Date;
	}
): Promise<boolean> {
	const { rows } = await sql`
		update channel_message m set platform_id = ${said.platformId}, code = ${said.code}::text, settled_at = ${said.at},
			state = case when ${said.code}::text is null then 'arrived' else 'failed' end
		from (select id from channel_message
			where workspace_id = ${where.workspaceId} and channel_id = ${where.channelId} and kind = any(${[...said.kinds]}::text[])
				and person = ${said.person}
				and (platform_id = ${said.platformId} or platform_id is null and state in ('unknown', 'sending', 'sent'))
			order by platform_id is null, created_at limit 1 for update) found
		where m.workspace_id = ${where.workspaceId} and m.channel_id = ${where.channelId} and m.id = found.id
		returning m.id`.execute(db);
	return rows.length > 0;
}

/**
 * A tap is the one that counts when it is the newest. Repeated by the platform, only when no other has been counted: they
 * come in full seconds.
 * @returns false for one that counts no more
 */
export async function noteTap(
	db: Kysely<Database>,
	where: Where,
	id: string,
	at: Date,
	isRepeated: boolean
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('channel_message')
		.set({ tapped_at: at })
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.where(({ eb, or }) => or([eb('tapped_at', 'is', null), eb('tapped_at', isRepeated ? '<' : '<=', at)]))
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** What was sent before; all workspaces. */
export async function purgeMessages(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system
		.deleteFrom('channel_message')
		.where('created_at', '<', before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** One more of something on a day. */
export async function countUse(db: Kysely<Database>, where: Where, what: string, day: string): Promise<void> {
	await db
		.insertInto('channel_use')
		.values({ ...of(where), day, what, times: 1 })
		.onConflict((found) =>
			found
				.columns(['workspace_id', 'channel_id', 'day', 'what'])
				.doUpdateSet({ times: sql<number>`channel_use.times + 1` })
		)
		.execute();
}

/** How often on a day, by what. */
export async function usesOn(db: Kysely<Database>, where: Where, day: string): Promise<Map<string, number>> {
	const rows = await db
		.selectFrom('channel_use')
		.select(['what', 'times'])
		.where((row) => row.and(of(where)))
		.where('day', '=', day)
		.execute();
	return new Map(rows.map(({ what, times }) => [what, times]));
}

/** Days before; all workspaces. */
export async function purgeUses(system: Kysely<Database>, before: string): Promise<number> {
	const { numDeletedRows } = await system.deleteFrom('channel_use').where('day', '<', before).executeTakeFirst();
	return Number(numDeletedRows);
}
