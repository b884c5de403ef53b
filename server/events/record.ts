import { eventKinds, type EventActor, type EventName, type NewEvent } from '#domain/events/index.ts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import * as v from 'valibot';
import { BUS_CHANNEL } from '../bus/message.ts';
import type { Database } from '../db/tables/index.ts';

/**
 * Writes what has changed into the outbox, in the transaction that changes it: both are there, or neither is. To be called
 * after the change: the rows that it locks keep the events of one subject in the order of their commits.
 * @throws when a payload is not what its kind says, a fault of the caller
 */
export async function record(
	trx: Kysely<Database>,
	workspaceId: string,
	actor: EventActor,
	events: readonly NewEvent[]
): Promise<void> {
	if (events.length === 0) return;
	const rows = events.map(({ kind, subject, payload }) => ({
		kind,
		subject_kind: eventKinds[kind].subject,
		subject_id: subject,
		payload: v.parse(eventKinds[kind].payload as v.GenericSchema, payload)
	}));
	await sql`
		with told as materialized (select pg_notify(${BUS_CHANNEL}, ${JSON.stringify({ kind: 'recorded', workspaceId })}))
		insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
		select ${workspaceId}::uuid, kind, subject_kind, subject_id, ${actor.kind}::text, ${actorId(actor)}::text, payload
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as e(kind text, subject_kind text, subject_id text, payload jsonb), told`.execute(trx);
}

export const actorId = (actor: EventActor): string | null => ('id' in actor ? actor.id : null);

/**
 * The same as a part of the statement that makes the change, where only that knows its rows: one event for each row of
 * `from`, which has `workspace_id` and `id`.
 * @param payload SQL that makes the payload of a row (jsonb)
 */
export const recordAll = (
	kind: EventName,
	actor: EventActor,
	from: string,
	payload: RawBuilder<unknown> = sql`'{}'::jsonb`
): RawBuilder<unknown> => sql`
	insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
	select workspace_id, ${kind}::text, ${eventKinds[kind].subject}::text, id::text, ${actor.kind}::text,
		${actorId(actor)}::text, ${payload}
	from ${sql.table(from)}`;

/** Takes out what the outbox says about answers whose person is erased: which one it was, where and when. */
export async function forgetAnswers(trx: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<void> {
	await trx
		.deleteFrom('outbox')
		.where('workspace_id', '=', workspaceId)
		.where('subject_kind', '=', 'response')
		.where(sql<boolean>`subject_id = any(${ids}::text[])`)
		.execute();
}
