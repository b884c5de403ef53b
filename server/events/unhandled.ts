import { sql } from 'kysely';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { OpenDb } from '../db/client.ts';
import { createBoss } from '../jobs/index.ts';
import { createQueue, DEAD, PREFIX, toJob } from './queues.ts';
import type { WaitingEvent } from './stored-events.ts';

/** An event that a consumer has yet to handle. */
export interface UnhandledEvent {
	readonly consumer: string;
	readonly workspaceId: string;
	readonly id: string;
}

/** What stands in the queues of consumers, and what is on its way there, in order; in the transaction of the client. */
export async function unhandledEvents(client: Pick<pg.Client, 'query'>): Promise<UnhandledEvent[]> {
	const { rows: queues } = await client.query<{ there: boolean }>(
		`select to_regclass('pgboss.subscription') is not null as there`
	);
	if (queues[0]?.there !== true) return [];
	const { rows } = await client.query<UnhandledEvent>(
		`select substr(q.name, length($1) + 1) as consumer, o.workspace_id as "workspaceId", o.id
		from outbox o join (
			select name, (data ->> 'workspaceId')::uuid as workspace_id, (data ->> 'id')::uuid as id from pgboss.job
			where starts_with(name, $1) and name <> $2 and state < 'completed'
			union
			select s.name, w.workspace_id, w.id
			from outbox w join pgboss.subscription s on s.event = w.kind join pgboss.queue k on k.name = s.name
			where w.handed_at is null and starts_with(s.name, $1) and w.at >= k.created_on
		) q on q.workspace_id = o.workspace_id and q.id = o.id
		order by o.seq, consumer`,
		[PREFIX, DEAD]
	);
	return rows;
}

/** Puts events into the queues of their consumers, in this order; those that are not there any more are left out. */
export async function handAgain(
	db: Pick<OpenDb, 'system' | 'query'>,
	log: Pick<Logger, 'error'>,
	events: readonly UnhandledEvent[]
): Promise<void> {
	if (events.length === 0) return;
	const { rows } = await sql<Pick<WaitingEvent, 'workspaceId' | 'id' | 'subjectKind' | 'subject'>>`
		select o.workspace_id as "workspaceId", o.id, o.subject_kind as "subjectKind", o.subject_id as subject
		from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as k("workspaceId" uuid, id uuid)
		join outbox o on o.workspace_id = k."workspaceId" and o.id = k.id`.execute(db.system);
	const known = new Map(rows.map((row) => [row.id, row]));
	const boss = createBoss(db.query, log);
	await boss.start();
	try {
		for (const name of new Set(events.map(({ consumer }) => consumer))) {
			const queue = await createQueue(boss, { name });
			const its = events.filter(({ consumer }) => consumer === name).flatMap(({ id }) => known.get(id) ?? []);
			for (let from = 0; from < its.length; from += PIECE)
				await boss.insert(queue, its.slice(from, from + PIECE).map(toJob));
		}
	} finally {
		await boss.stop();
	}
}

const PIECE = 500;
