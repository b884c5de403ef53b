import { sql, type Kysely, type Selectable } from 'kysely';
import type { ChannelTokenTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type TokenRow = Selectable<ChannelTokenTable>;

interface Where {
	readonly workspaceId: string;
	readonly channelId: string;
}

/** The platform's token; what it is for is told by `kind`. */
export const findToken = (
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	kind: string
): Promise<TokenRow | undefined> =>
	db
		.selectFrom('channel_token')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('kind', '=', kind)
		.executeTakeFirst();

/** One process at a time asks for a new one; the others wait, and find it. */
export const lockToken = (trx: Kysely<Database>, { channelId }: Where): Promise<unknown> =>
	sql`select pg_advisory_xact_lock(hashtext('wayfelt.channel_token'), hashtext(${channelId}))`.execute(trx);

export async function keepToken(trx: Kysely<Database>, row: TokenRow): Promise<void> {
	await trx
		.insertInto('channel_token')
		.values(row)
		.onConflict((found) =>
			found
				.columns(['workspace_id', 'channel_id', 'kind'])
				.doUpdateSet({ token: row.token, expires_at: row.expires_at, forced_at: row.forced_at })
		)
		.execute();
}

/** Of another account than before: its tokens are worth nothing. */
export async function forgetTokens(trx: Kysely<Database>, { workspaceId, channelId }: Where): Promise<void> {
	await trx
		.deleteFrom('channel_token')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.execute();
}
