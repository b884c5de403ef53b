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

/**
 * One process at a time asks for a new one. No lock: that would hold a connection for as long as the platform thinks about it.
 * By the database's clock, which all processes share.
 * @returns false while another one asks
 */
export async function takeLease(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	what: string,
	holder: string,
	seconds: number
): Promise<boolean> {
	const { rows } = await sql`
		insert into channel_lease as l (workspace_id, channel_id, what, holder, until)
		values (${workspaceId}, ${channelId}, ${what}, ${holder}, clock_timestamp() + make_interval(secs => ${seconds}))
		on conflict (workspace_id, channel_id, what) do update set holder = excluded.holder, until = excluded.until
		where l.until < clock_timestamp()
		returning holder`.execute(db);
	return rows.length > 0;
}

export async function endLease(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	what: string,
	holder: string
): Promise<void> {
	await db
		.deleteFrom('channel_lease')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('what', '=', what)
		.where('holder', '=', holder)
		.execute();
}

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
export async function forgetTokens(
	trx: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	kinds: readonly string[]
): Promise<void> {
	await trx
		.deleteFrom('channel_token')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('kind', 'in', kinds)
		.execute();
}
