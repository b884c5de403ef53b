import { eventKinds, type DomainEvent, type EventName, type SubjectKind } from '#domain/events/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/tables/index.ts';

/** One event as its queues know it: enough to find it, and to keep those of one subject in order. */
export interface WaitingEvent {
	readonly workspaceId: string;
	readonly id: string;
	readonly kind: EventName;
	readonly subjectKind: SubjectKind;
	readonly subject: string;
	readonly at: Date;
}

/**
 * Events of these kinds that are in no queue yet, in order, and marks them: whoever calls puts them there in the same
 * transaction, one at a time over all processes.
 */
export async function takeWaiting(
	trx: Kysely<Database>,
	kinds: readonly string[],
	limit: number
): Promise<WaitingEvent[]> {
	const { rows } = await sql<WaitingEvent & { seq: string }>`
		with waiting as (
			select workspace_id, id from outbox
			where handed_at is null and kind = any(${[...kinds]}::text[]) order by seq limit ${limit}
		)
		update outbox o set handed_at = now() from waiting w where o.workspace_id = w.workspace_id and o.id = w.id
		returning o.workspace_id as "workspaceId", o.id, o.kind, o.subject_kind as "subjectKind", o.subject_id as subject, o.at,
			o.seq::text as seq`.execute(trx);
	return rows.sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)));
}

/** Whole events by workspace and id; left out: those that are not there any more (their person was erased, or too old). */
export async function readEvents(
	db: Kysely<Database>,
	keys: readonly { readonly workspaceId: string; readonly id: string }[]
): Promise<Map<string, DomainEvent>> {
	const { rows } = await sql<{
		workspace_id: string;
		id: string;
		kind: string;
		subject_id: string;
		actor_kind: string;
		actor_id: string | null;
		at: Date;
		payload: unknown;
	}>`
		select o.workspace_id, o.id, o.kind, o.subject_id, o.actor_kind, o.actor_id, o.at, o.payload
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("workspaceId" uuid, id uuid)
		join outbox o on o.workspace_id = k."workspaceId" and o.id = k.id`.execute(db);
	return new Map(
		rows
			.filter(({ kind }) => kind in eventKinds)
			.map((row) => [
				row.id,
				{
					workspaceId: row.workspace_id,
					id: row.id,
					kind: row.kind,
					subject: row.subject_id,
					actor: row.actor_id === null ? { kind: row.actor_kind } : { kind: row.actor_kind, id: row.actor_id },
					at: row.at,
					payload: row.payload
				} as DomainEvent
			])
	);
}

/** Removes events that are older, a piece at a time. @returns how many */
export async function purgeEvents(db: Kysely<Database>, before: Date): Promise<number> {
	const { rows: workspaces } = await sql<{ id: string }>`select workspace_id as id from workspace`.execute(db);
	let purged = 0;
	for (const { id: workspaceId } of workspaces) {
		for (;;) {
			// Ids tell the time: no index beside the key is needed. The clock of the database made both.
			const { numAffectedRows = 0n } = await sql`
				delete from outbox where workspace_id = ${workspaceId} and id in (
					select id from outbox
					where workspace_id = ${workspaceId} and id < ${firstIdAt(before)}::uuid order by id limit ${PIECE})`.execute(db);
			purged += Number(numAffectedRows);
			if (numAffectedRows < PIECE) break;
		}
	}
	return purged;
}

const PIECE = 5_000;

/** The smallest UUIDv7 of that millisecond. */
const firstIdAt = (at: Date): string => {
	const hex = at.getTime().toString(16).padStart(12, '0');
	return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
