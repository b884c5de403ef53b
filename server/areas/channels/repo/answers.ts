import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Who was asked for an answer. */
export interface AskedFor {
	readonly workspaceId: string;
	readonly channelId: string;
	readonly responseId: string;
	/** Their mark. */
	readonly person: string;
}

/** Asked again, by the same push, nothing changes. */
export async function noteAskedFor(db: Kysely<Database>, one: AskedFor, at: Date): Promise<void> {
	await db
		.insertInto('channel_answer')
		.values({
			workspace_id: one.workspaceId,
			channel_id: one.channelId,
			response_id: one.responseId,
			person: one.person,
			asked_at: at
		})
		.onConflict((found) => found.columns(['workspace_id', 'response_id']).doNothing())
		.execute();
}

/** Those that have been given; all workspaces. */
export async function givenAnswers(system: Kysely<Database>, limit: number): Promise<AskedFor[]> {
	const { rows } = await sql<AskedFor>`
		select a.workspace_id as "workspaceId", a.channel_id as "channelId", a.response_id as "responseId", a.person
		from channel_answer a
		join response r on r.workspace_id = a.workspace_id and r.id = a.response_id
		order by a.asked_at limit ${limit}`.execute(system);
	return rows;
}

/** Says whose it is, unless that is known; and forgets who was asked. False when they were erased meanwhile. */
export async function linkAnswer(
	trx: Kysely<Database>,
	{ workspaceId, responseId }: AskedFor,
	customerId: string
): Promise<boolean> {
	const { rows } = await sql`
		with asked as (
			delete from channel_answer where workspace_id = ${workspaceId} and response_id = ${responseId} returning response_id)
		update response r set customer_id = ${customerId}
		from asked where r.workspace_id = ${workspaceId} and r.id = asked.response_id and r.customer_id is null
		returning r.id`.execute(trx);
	return rows.length > 0;
}

/** Asked before: their links have ended. All workspaces. */
export async function purgeAskedFor(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system
		.deleteFrom('channel_answer')
		.where('asked_at', '<', before)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

/** What a channel holds of people. */
export interface HeardOf {
	readonly people: number;
	readonly pushes: number;
	readonly messages: number;
}

/** By their marks, each of which is of one channel. */
export async function heardOf(db: Kysely<Database>, workspaceId: string, persons: readonly string[]): Promise<HeardOf> {
	const { rows } = await sql<HeardOf>`select
		(select count(*) from channel_person where workspace_id = ${workspaceId} and person = any(${persons})) as people,
		(select count(*) from channel_push where workspace_id = ${workspaceId} and person = any(${persons})) as pushes,
		(select count(*) from channel_message where workspace_id = ${workspaceId} and person = any(${persons})) as messages`.execute(
		db
	);
	return rows[0]!;
}

/** Whom the platform told us of, what they pushed, what they were sent, and which answers they were asked for. */
export async function forgetPeople(
	trx: Kysely<Database>,
	workspaceId: string,
	persons: readonly string[]
): Promise<number> {
	let gone = 0;
	if (persons.length === 0) return gone;
	for (const table of [
		'channel_person',
		'channel_push',
		'channel_message',
		'channel_answer',
		'channel_consent'
	] as const) {
		const { numDeletedRows } = await trx
			.deleteFrom(table)
			.where('workspace_id', '=', workspaceId)
			.where('person', 'in', persons)
			.executeTakeFirst();
		gone += Number(numDeletedRows);
	}
	return gone;
}
