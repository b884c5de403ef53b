import { sql, type Kysely, type RawBuilder } from 'kysely';
import { eventKinds, type EventActor } from '#domain/events/index.ts';
import type { Answers, MarkReason } from '#domain/survey/index.ts';
import { runNamed, type NamedStatements } from '../../../db/named-statements.ts';
import type { Database } from '../../../db/tables/index.ts';
import { BUS_CHANNEL } from '../../../bus/message.ts';
import { counting, sourceOf } from './counting.ts';

/** An answer ready to be written. */
export interface NewResponse {
	readonly workspaceId: string;
	readonly id: string;
	readonly surveyId: string;
	readonly surveyVersion: number;
	readonly collectorId: string;
	readonly touchpointId: string;
	readonly channel: string;
	readonly customerId: string | null;
	readonly answers: Answers;
	/** Score by definition id. */
	readonly scores: Readonly<Record<string, number>>;
	/** By definition id: a value in steps and its bucket, as they are counted. Left out when there is none. */
	readonly numbers?: Readonly<Record<string, readonly [steps: number, bucket: number]>>;
	readonly hasText: boolean;
	readonly language: string;
	readonly submittedAt: string;
	readonly receivedAt: string;
	/** Hex. */
	readonly bodyHash: string;
	/** The import that brings it, and what its row looks like. */
	readonly importRunId?: string;
	readonly importLook?: string;
	/** Why it is kept but not counted; null: it counts. */
	readonly mark: MarkReason | null;
	/** Who hands it in. */
	readonly actor: EventActor;
}

/**
 * One statement: writes the answers whose id is new and was never taken out, counts exactly those that are not marked,
 * records what has happened and tells the bus, all in one commit.
 * Rows go in sorted by key and counts too, so that parallel batches wait for one another instead of deadlocking.
 * @returns ids that were really inserted, as `<workspace>/<id>`
 */
export async function insertAndCount(trx: Kysely<Database>, rows: readonly NewResponse[]): Promise<Set<string>> {
	return keysOf((await insertAndCountStatement(rows).execute(trx)).rows);
}

/** The same in a transaction of its own, as a statement that is planned once per connection. */
export async function insertAndCountAlone(
	system: Kysely<Database>,
	via: NamedStatements,
	rows: readonly NewResponse[]
): Promise<Set<string>> {
	return keysOf(await runNamed(via, statementName(rows), insertAndCountStatement(rows).compile(system)));
}

const COUNTED = 'answer.counted';

interface Inserted {
	readonly workspace_id: string;
	readonly id: string;
}

const keysOf = (rows: readonly Inserted[]): Set<string> => new Set(rows.map((row) => `${row.workspace_id}/${row.id}`));

const haveNumbers = (rows: readonly NewResponse[]): boolean => rows.some((row) => row.numbers !== undefined);
/** Answers without numbers, nearly all, do not pay for the other store. */
const statementName = (rows: readonly NewResponse[]): string =>
	haveNumbers(rows) ? 'insert-and-count-numbers' : 'insert-and-count';

const insertAndCountStatement = (rows: readonly NewResponse[]): RawBuilder<Inserted> => sql<Inserted>`
		with input as (
			select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(
				"workspaceId" uuid, id uuid, "surveyId" uuid, "surveyVersion" integer, "collectorId" uuid, "touchpointId" uuid,
				channel text, "customerId" uuid, answers jsonb, scores jsonb, numbers jsonb, "hasText" boolean, language text,
				"submittedAt" timestamptz, "receivedAt" timestamptz, "bodyHash" text, "importRunId" uuid, "importLook" text,
				mark text, actor jsonb
			)
		),
		inserted as (
			insert into response (workspace_id, id, month, survey_id, survey_version, collector_id, touchpoint_id, channel, customer_id,
				answers, scores, numbers, has_text, language, submitted_at, received_at, day, body_hash,
				import_run_id, import_look, mark, left_out)
			select i."workspaceId", i.id, wayfelt_month_of(i.id), i."surveyId", i."surveyVersion", i."collectorId", i."touchpointId", i.channel, i."customerId",
				i.answers, i.scores, i.numbers, i."hasText", i.language, i."submittedAt", i."receivedAt",
				(i."submittedAt" at time zone w.time_zone)::date, decode(i."bodyHash", 'hex'),
				i."importRunId", i."importLook", i.mark, i.mark is not null
			from input i left join workspace w on w.workspace_id = i."workspaceId"
			where not exists (select from removed_response x where x.workspace_id = i."workspaceId" and x.id = i.id)
				and (i."importRunId" is null or exists (
					select from import_run u where u.workspace_id = i."workspaceId" and u.id = i."importRunId" and u.status = 'running'))
			order by i."workspaceId", i.id
			on conflict (workspace_id, id, month) do nothing
			returning id, received_at, left_out, ${sourceOf('response')}
		),
		${counting(sql`inserted`, sql`not r.left_out`, haveNumbers(rows) ? ['numbers', 'scores'] : ['scores'])},
		recorded as (
			insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
			select n.workspace_id, ${sql.lit(COUNTED)}, ${sql.lit(eventKinds[COUNTED].subject)}, n.id::text, i.actor ->> 'kind', i.actor ->> 'id',
				jsonb_build_object('touchpointId', n.touchpoint_id, 'collectorId', n.collector_id, 'counted', not n.left_out)
			from inserted n join input i on i."workspaceId" = n.workspace_id and i.id = n.id
		),
		told as (
			select pg_notify(${BUS_CHANNEL}, json_build_object(
				'kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at),
				'correction', bool_and(i.left_out),
				'definitions', (
					select coalesce(json_agg(k), '[]') from (
						select distinct jsonb_object_keys(o.scores) as k from inserted o
						where o.workspace_id = i.workspace_id and o.touchpoint_id = i.touchpoint_id and not o.left_out
						-- A notification holds 8,000 bytes.
						limit 100) as answered))::text)
			from inserted i group by workspace_id, touchpoint_id
		)
		select workspace_id, id, (select count(*) from told) as told from inserted`;

/** One answer among all workspaces. */
export interface ResponseKey {
	readonly workspaceId: string;
	readonly id: string;
}

/** Which of these ids count nothing any more when they are sent again: stored, or taken out. As `<workspace>/<id>`. */
export async function settledIds(db: Kysely<Database>, keys: readonly ResponseKey[]): Promise<Set<string>> {
	const { rows } = await sql<Inserted>`
		select k."workspaceId" as workspace_id, k.id
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("workspaceId" uuid, id uuid)
		where exists (select from response r where r.workspace_id = k."workspaceId" and r.id = k.id)
			or exists (select from removed_response x where x.workspace_id = k."workspaceId" and x.id = k.id)`.execute(db);
	return keysOf(rows);
}

/** What is stored under these ids: the hash of what was answered, hex, by `<workspace>/<id>`. */
export async function storedHashes(db: Kysely<Database>, keys: readonly ResponseKey[]): Promise<Map<string, string>> {
	if (keys.length === 0) return new Map();
	const rows = await sql<{ workspace_id: string; id: string; hash: string }>`
		select r.workspace_id, r.id, encode(r.body_hash, 'hex') as hash
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("workspaceId" uuid, id uuid)
		join response r on r.workspace_id = k."workspaceId" and r.id = k.id`.execute(db);
	return new Map(rows.rows.map((row) => [`${row.workspace_id}/${row.id}`, row.hash]));
}
