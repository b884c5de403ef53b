import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { ChannelConsentTable, ConsentWay } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

export type ConsentRow = Selectable<ChannelConsentTable>;

interface Where {
	readonly workspaceId: string;
	readonly channelId: string;
}

/** To what, and by whom. */
export interface OfTemplate extends Where {
	readonly way: ConsentWay;
	readonly template: string;
}

/** Told again nothing changes. */
export async function noteConsent(db: Kysely<Database>, row: Insertable<ChannelConsentTable>): Promise<void> {
	await db
		.insertInto('channel_consent')
		.values(row)
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'dedupe_key']).doNothing())
		.execute();
}

/**
 * Takes the oldest that somebody gave and that was not used: from then on a message may have been sent by it.
 * @returns null when there is none left: the platform need not be asked
 */
export async function claimConsent(
	db: Kysely<Database>,
	{ workspaceId, channelId, way, template }: OfTemplate,
	person: string,
	at: Date
): Promise<Pick<ConsentRow, 'id' | 'scene'> | null> {
	const { rows } = await sql<Pick<ConsentRow, 'id' | 'scene'>>`
		with w as materialized (select id from channel_consent
			where workspace_id = ${workspaceId} and channel_id = ${channelId} and way = ${way} and template = ${template}
				and person = ${person} and used_at is null
			order by given_at, id limit 1 for update skip locked)
		update channel_consent c set used_at = ${at} from w
		where c.workspace_id = ${workspaceId} and c.channel_id = ${channelId} and c.id = w.id
		returning c.id, c.scene`.execute(db);
	return rows[0] ?? null;
}

/** Nothing was sent by it. */
export async function releaseConsent(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where,
	id: string
): Promise<void> {
	await db
		.updateTable('channel_consent')
		.set({ used_at: null })
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('id', '=', id)
		.execute();
}

/**
 * The platform knows of none, or the person took it back: what they gave until then counts no more.
 * @param before given until then
 */
export async function endConsents(
	db: Kysely<Database>,
	{ workspaceId, channelId, way, template }: OfTemplate,
	person: string,
	before: Date
): Promise<void> {
	await db
		.updateTable('channel_consent')
		.set({ used_at: before })
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('way', '=', way)
		.where('template', '=', template)
		.where('person', '=', person)
		.where('used_at', 'is', null)
		.where('given_at', '<=', before)
		.execute();
}

/** How many messages may still be sent by what people agreed to, and to how many people; by way and template. */
export async function consentsLeft(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Where
): Promise<{ way: ConsentWay; template: string; people: number; messages: number }[]> {
	const { rows } = await sql<{ way: ConsentWay; template: string; people: number; messages: number }>`
		select way, template, count(distinct person)::int as people, count(*)::int as messages from channel_consent
		where workspace_id = ${workspaceId} and channel_id = ${channelId} and used_at is null
		group by way, template order by way, template`.execute(db);
	return rows;
}

/** Used before: all workspaces. */
export async function purgeConsents(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system
		.deleteFrom('channel_consent')
		.where('used_at', '<', before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}
