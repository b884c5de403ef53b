import { sql, type Insertable, type Kysely, type Selectable } from 'kysely';
import type { ChannelRoundTable, ConsentWay, MessageState } from '../../../db/tables/channel.ts';
import type { Database } from '../../../db/tables/index.ts';
import type { MessageRow } from './messages.ts';

export type RoundRow = Selectable<ChannelRoundTable>;

interface Where {
	readonly workspaceId: string;
	readonly channelId: string;
}

const of = ({ workspaceId, channelId }: Where) => ({ workspace_id: workspaceId, channel_id: channelId });

/** @returns false when the same form was sent before */
export async function insertRound(db: Kysely<Database>, row: Insertable<ChannelRoundTable>): Promise<boolean> {
	const { numInsertedOrUpdatedRows = 0n } = await db
		.insertInto('channel_round')
		.values(row)
		.onConflict((found) => found.columns(['workspace_id', 'channel_id', 'key']).doNothing())
		.executeTakeFirst();
	return numInsertedOrUpdatedRows > 0n;
}

export const roundOf = (db: Kysely<Database>, where: Where, id: string): Promise<RoundRow | undefined> =>
	db
		.selectFrom('channel_round')
		.selectAll()
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.executeTakeFirst();

export const roundByKey = (db: Kysely<Database>, where: Where, key: string): Promise<RoundRow | undefined> =>
	db
		.selectFrom('channel_round')
		.selectAll()
		.where((row) => row.and(of(where)))
		.where('key', '=', key)
		.executeTakeFirst();

/** The id of the round that was begun last, tests aside; null: there is none. */
export async function newestRound(db: Kysely<Database>, where: Where): Promise<string | null> {
	const found = await db
		.selectFrom('channel_round')
		.select('id')
		.where((row) => row.and(of(where)))
		.where('is_test', '=', false)
		.orderBy('created_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return found?.id ?? null;
}

/** Newest first. */
export const listRounds = (db: Kysely<Database>, where: Where, limit: number): Promise<RoundRow[]> =>
	db
		.selectFrom('channel_round')
		.selectAll()
		.where((row) => row.and(of(where)))
		.orderBy('created_at', 'desc')
		.limit(limit)
		.execute();

/** Those that have something to send now; all workspaces. */
export const roundsDue = (system: Kysely<Database>, now: Date): Promise<RoundRow[]> =>
	system
		.selectFrom('channel_round')
		.selectAll()
		.where('state', '=', 'running')
		.where(({ eb, or }) => or([eb('resume_at', 'is', null), eb('resume_at', '<=', now)]))
		.orderBy('created_at')
		.execute();

export async function setRound(
	db: Kysely<Database>,
	where: Where,
	id: string,
	from: RoundRow['state'],
	to: Pick<RoundRow, 'state' | 'stop_code' | 'resume_at'>
): Promise<boolean> {
	const { numUpdatedRows } = await db
		.updateTable('channel_round')
		.set(to)
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.where('state', '=', from)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** How many messages of each round are in which state. */
export async function countsOf(
	db: Kysely<Database>,
	where: Where,
	ids: readonly string[]
): Promise<{ round_id: string; state: MessageState; n: number }[]> {
	const { rows } = await sql<{ round_id: string; state: MessageState; n: number }>`
		select round_id, state, count(*)::int as n from channel_message
		where workspace_id = ${where.workspaceId} and channel_id = ${where.channelId} and round_id = any(${[...ids]}::uuid[])
		group by round_id, state`.execute(db);
	return rows;
}

/** As many rows as a statement takes parameters for. */
const ROWS = 1_000;

/** Everybody who will be sent one: they wait. */
export async function insertWaiting(
	db: Kysely<Database>,
	rows: readonly Omit<MessageRow, 'state' | 'code' | 'platform_id' | 'settled_at' | 'tapped_at'>[]
): Promise<void> {
	for (let at = 0; at < rows.length; at += ROWS)
		await db
			.insertInto('channel_message')
			.values(rows.slice(at, at + ROWS).map((row) => ({ ...row, state: 'waiting' as const })))
			.execute();
}

/** Takes what waits; from then on it may have been sent. */
export async function takeWaiting(
	db: Kysely<Database>,
	where: Where,
	roundId: string,
	limit: number
): Promise<MessageRow[]> {
	// Materialized: a plan that ran the inner query once a row would take more than the limit.
	const { rows } = await sql<MessageRow>`
		with w as materialized (select id from channel_message
			where workspace_id = ${where.workspaceId} and channel_id = ${where.channelId} and round_id = ${roundId}
				and state = 'waiting'
			order by id limit ${limit} for update skip locked)
		update channel_message m set state = 'sending' from w
		where m.workspace_id = ${where.workspaceId} and m.channel_id = ${where.channelId} and m.id = w.id
		returning m.*`.execute(db);
	return rows;
}

/** Nothing was sent: it waits again. */
export async function putBack(db: Kysely<Database>, where: Where, id: string): Promise<void> {
	await db
		.updateTable('channel_message')
		.set({ state: 'waiting' })
		.where((row) => row.and(of(where)))
		.where('id', '=', id)
		.where('state', '=', 'sending')
		.execute();
}

/** Whoever was sending them is gone: they may have been sent, and are never sent again. */
export async function giveUpSending(db: Kysely<Database>, where: Where, roundId: string, at: Date): Promise<number> {
	const { numUpdatedRows } = await db
		.updateTable('channel_message')
		.set({ state: 'unknown', code: 'cut_off', settled_at: at })
		.where((row) => row.and(of(where)))
		.where('round_id', '=', roundId)
		.where('state', '=', 'sending')
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** What the platform says of one that it had taken. */
export async function noteResult(
	db: Kysely<Database>,
	where: Where,
	roundId: string,
	person: string,
	said: Pick<MessageRow, 'state' | 'code' | 'settled_at'>
): Promise<void> {
	await db
		.updateTable('channel_message')
		.set(said)
		.where((row) => row.and(of(where)))
		.where('round_id', '=', roundId)
		.where('person', '=', person)
		.where('state', '=', 'sent')
		.execute();
}

export type SentTo = MessageRow & { readonly name: Buffer | null };

/** Newest first, with what the platform calls them. */
export async function messagesOf(
	db: Kysely<Database>,
	where: Where,
	roundId: string,
	limit: number
): Promise<SentTo[]> {
	const { rows } = await sql<SentTo>`
		select m.*, p.name from channel_message m
		left join channel_person p
			on p.workspace_id = m.workspace_id and p.channel_id = m.channel_id and p.person = m.person
		where m.workspace_id = ${where.workspaceId} and m.channel_id = ${where.channelId} and m.round_id = ${roundId}
		order by array_position(array['failed', 'unknown', 'sending', 'sent', 'arrived', 'waiting'], m.state), m.id
		limit ${limit}`.execute(db);
	return rows;
}

export interface AudienceRow {
	readonly person: string;
	readonly name: Buffer;
	readonly follows: boolean;
	readonly contact: boolean;
	readonly last_at: Date;
	readonly said_at: Date | null;
	readonly said_sent: number;
	/** Of the last message that may have reached them, tests aside. */
	readonly asked_at: Date | null;
}

/**
 * Everybody a channel was told of, who was heard of last first.
 * @param consent only those who agreed to be sent this, and were not since
 */
export async function audienceOf(
	db: Kysely<Database>,
	where: Where,
	limit: number,
	consent: { readonly way: ConsentWay; readonly template: string } | null = null
): Promise<AudienceRow[]> {
	const agreed = consent
		? sql`exists (select from channel_consent c where c.workspace_id = p.workspace_id and c.channel_id = p.channel_id
			and c.way = ${consent.way} and c.template = ${consent.template} and c.person = p.person and c.used_at is null)`
		: sql`p.known_by = 'account'`;
	const { rows } = await sql<AudienceRow>`
		select p.person, p.name, p.follows, p.contact, p.last_at, p.said_at, p.said_sent, a.asked_at
		from channel_person p
		left join (
			select m.person, max(m.created_at) as asked_at from channel_message m
			left join channel_round r
				on r.workspace_id = m.workspace_id and r.channel_id = m.channel_id and r.id = m.round_id
			where m.workspace_id = ${where.workspaceId} and m.channel_id = ${where.channelId} and m.state <> 'failed'
				and r.is_test is not true
			group by m.person) a on a.person = p.person
		where p.workspace_id = ${where.workspaceId} and p.channel_id = ${where.channelId} and ${agreed}
		order by p.last_at desc, p.person limit ${limit}`.execute(db);
	return rows;
}

/** Codes of a channel's surveys, newest first. */
export async function codesOf(
	db: Kysely<Database>,
	workspaceId: string,
	channel: string,
	limit: number
): Promise<{ code: string; name: string | null }[]> {
	return db
		.selectFrom('collector')
		.select(['code', 'name'])
		.where('workspace_id', '=', workspaceId)
		.where('channel', '=', channel as never)
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** Made before; all workspaces. */
export async function purgeRounds(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system
		.deleteFrom('channel_round')
		.where('created_at', '<', before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** In which the workspace tells times. */
export async function zoneOf(db: Kysely<Database>, workspaceId: string): Promise<string> {
	const { time_zone } = await db
		.selectFrom('workspace')
		.select('time_zone')
		.where('workspace_id', '=', workspaceId)
		.executeTakeFirstOrThrow();
	return time_zone;
}
