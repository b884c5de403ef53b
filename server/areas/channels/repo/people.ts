import { sql, type Insertable, type Kysely } from 'kysely';
import type { ChannelPersonTable } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';

interface Who {
	readonly workspaceId: string;
	readonly channelId: string;
	/** Their mark. */
	readonly person: string;
}

/**
 * Notes who was heard of. Pushes may come out of order: an older one says nothing about now. A newer one lets us send anew.
 */
export async function notePerson(db: Kysely<Database>, row: Insertable<ChannelPersonTable>): Promise<void> {
	await db
		.insertInto('channel_person')
		.values(row)
		.onConflict((found) =>
			found.columns(['workspace_id', 'channel_id', 'person']).doUpdateSet({
				known_by: 'account',
				follows: sql<boolean>`case
					when excluded.last_at >= channel_person.last_at or channel_person.known_by = 'consent' then excluded.follows else channel_person.follows end`,
				first_at: sql<Date>`least(channel_person.first_at, excluded.first_at)`,
				last_at: sql<Date>`greatest(channel_person.last_at, excluded.last_at)`,
				said_at: sql<Date | null>`greatest(channel_person.said_at, excluded.said_at)`,
				acted_at: sql<Date | null>`greatest(channel_person.acted_at, excluded.acted_at)`,
				said_sent: sql<number>`case when excluded.said_at > coalesce(channel_person.said_at, '-infinity')
					then 0 else channel_person.said_sent end`,
				acted_sent: sql<number>`case when excluded.acted_at > coalesce(channel_person.acted_at, '-infinity')
					then 0 else channel_person.acted_sent end`
			})
		)
		.execute();
}

/** Somebody agreed to be sent a message. Who is known already stays as they are. */
export async function noteAgreed(db: Kysely<Database>, row: Insertable<ChannelPersonTable>): Promise<void> {
	await db
		.insertInto('channel_person')
		.values(row)
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'person']).doNothing())
		.execute();
}

/** How long, and how often, the platform lets us write to somebody who wrote, or who did something else. */
export interface Windows {
	readonly said: { readonly times: number; readonly ms: number };
	readonly acted: { readonly times: number; readonly ms: number };
}

/**
 * Takes one of the messages that somebody may be sent; of the shorter window first, since it ends sooner.
 * @returns false when there is none left: the platform need not be asked
 */
export async function claimMessage(
	db: Kysely<Database>,
	{ workspaceId, channelId, person }: Who,
	{ said, acted }: Windows,
	now: Date
): Promise<boolean> {
	const from = ({ ms }: Windows['said']): Date => new Date(now.getTime() - ms);
	const { rows } = await sql`
		update channel_person p set
			acted_sent = p.acted_sent + f.by_act::int, said_sent = p.said_sent + (not f.by_act)::int
		from (select workspace_id, channel_id, person,
				acted_at >= ${from(acted)} and acted_sent < ${acted.times} is true as by_act
			from channel_person
			where workspace_id = ${workspaceId} and channel_id = ${channelId} and person = ${person} for update) f
		where p.workspace_id = f.workspace_id and p.channel_id = f.channel_id and p.person = f.person and p.follows
			and (f.by_act or p.said_at >= ${from(said)} and p.said_sent < ${said.times})
		returning p.person`.execute(db);
	return rows.length > 0;
}

/** Who may be written to now, and how many messages that makes. */
export async function mayBeSent(
	db: Kysely<Database>,
	{ workspaceId, channelId }: Omit<Who, 'person'>,
	{ said }: Windows,
	now: Date
): Promise<{ people: number; messages: number }> {
	const { rows } = await sql<{ people: number; messages: number }>`
		select count(*) filter (where said_sent < ${said.times}) as people,
			coalesce(sum(greatest(${said.times} - said_sent, 0)), 0) as messages
		from channel_person
		where workspace_id = ${workspaceId} and channel_id = ${channelId} and follows
			and said_at >= ${new Date(now.getTime() - said.ms)}`.execute(db);
	return { people: Number(rows[0]!.people), messages: Number(rows[0]!.messages) };
}

/** Whether somebody wants to be written to. */
export async function setContact(
	db: Kysely<Database>,
	{ workspaceId, channelId, person }: Who,
	contact: boolean
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('channel_person')
		.set({ contact })
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('person', '=', person)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Somebody who is not known has not said that they do not. */
export async function wantsContact(db: Kysely<Database>, { workspaceId, channelId, person }: Who): Promise<boolean> {
	const found = await db
		.selectFrom('channel_person')
		.select('contact')
		.where('workspace_id', '=', workspaceId)
		.where('channel_id', '=', channelId)
		.where('person', '=', person)
		.executeTakeFirst();
	return found?.contact ?? true;
}
