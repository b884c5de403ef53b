import { sql, type Kysely, type RawBuilder } from 'kysely';
import { eventKinds, type EventActor } from '#domain/events/index.ts';
import type { Answers, MarkReason } from '#domain/survey/index.ts';
import { runNamed, type NamedStatements } from '../../../db/named-statements.ts';
import type { Database } from '../../../db/tables/index.ts';
import { BUS_CHANNEL } from '../../../bus/message.ts';
import { stillOpens } from '../../surveys/repo/collectors.ts';
import { alike, counting, sourceOf } from './counting.ts';

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
	/** What its address said besides. Left out when there is nothing. */
	readonly parameters?: Readonly<Record<string, string>>;
	readonly hasText: boolean;
	readonly language: string;
	readonly submittedAt: string;
	readonly receivedAt: string;
	/** Hex. */
	readonly bodyHash: string;
	/** The import that brings it, and what its row looks like. */
	readonly importRunId?: string;
	readonly importLook?: string;
	/** Broken off. */
	readonly partial?: true;
	/** Why it is kept but not counted; null: it counts. */
	readonly mark: MarkReason | null;
	/** Who hands it in. */
	readonly actor: EventActor;
	/** It is written only if its code still leads where it did then: nobody has looked it up for this answer. */
	readonly opened?: { readonly code: string; readonly stamp: string };
}

/**
 * Why an answer was not written. `kept`: its id is there, or was, or its import has ended. `elsewhere`: its code leads
 * elsewhere by now, or nowhere; it is to be looked up again.
 */
export type Unwritten = 'kept' | 'elsewhere';

/**
 * One statement: writes the answers whose id is new and was never taken out, counts exactly those that are not marked,
 * records what has happened and tells the bus, all in one commit.
 * Rows go in sorted by key and counts too, so that parallel batches wait for one another instead of deadlocking.
 * @returns those that were not inserted, by `<workspace>/<id>`
 */
export async function insertAndCount(
	trx: Kysely<Database>,
	rows: readonly NewResponse[]
): Promise<Map<string, Unwritten>> {
	const packed = pack(rows);
	return unwritten(rows, packed, (await insertAndCountStatement(packed, haveNumbers(rows)).execute(trx)).rows);
}

/** The same in a transaction of its own, as a statement that is planned once per connection. */
export async function insertAndCountAlone(
	system: Kysely<Database>,
	via: NamedStatements,
	rows: readonly NewResponse[]
): Promise<Map<string, Unwritten>> {
	const packed = pack(rows);
	const numbers = haveNumbers(rows);
	const name = numbers ? 'insert-and-count-numbers' : 'insert-and-count';
	return unwritten(rows, packed, await runNamed(via, name, insertAndCountStatement(packed, numbers).compile(system)));
}

const COUNTED = 'answer.counted';

/** Answers without numbers, nearly all, do not pay for the other store. */
const haveNumbers = (rows: readonly NewResponse[]): boolean => rows.some((row) => row.numbers !== undefined);

/** What the statement says: nearly always only that nothing is left. */
interface Written {
	/** Sources whose answers may be written. */
	readonly open: readonly number[];
	/** Of those the answers that were not. */
	readonly kept: readonly string[];
}

function unwritten(
	rows: readonly NewResponse[],
	{ sources, sourceOf }: Packed,
	[written]: readonly Written[]
): Map<string, Unwritten> {
	const { open, kept } = written!;
	const found = new Map<string, Unwritten>(kept.map((key) => [key, 'kept']));
	if (open.length < sources.length) {
		const isOpen = new Set(open);
		rows.forEach(({ workspaceId, id }, at) => {
			const { no, code } = sourceOf[at]!;
			if (!isOpen.has(no)) found.set(`${workspaceId}/${id}`, code === undefined ? 'kept' : 'elsewhere');
		});
	}
	return found;
}

const insertAndCountStatement = ({ sources, rows }: Packed, numbers: boolean): RawBuilder<Written> => sql<Written>`
		with source as (
			select g.*, w.time_zone
			from jsonb_to_recordset(${JSON.stringify(sources)}::jsonb) as g(
				no integer, "workspaceId" uuid, "surveyId" uuid, "surveyVersion" integer, "collectorId" uuid, "touchpointId" uuid,
				channel text, language text, "importRunId" uuid, actor jsonb, payload jsonb, code text, stamp text
			)
			left join workspace w on w.workspace_id = g."workspaceId"
			where (g."importRunId" is null or exists (
					select from import_run u where u.workspace_id = g."workspaceId" and u.id = g."importRunId" and u.status = 'running'))
				and (g.code is null or ${stillOpens(sql`g.code`, sql`g.stamp`)})
		),
		input as (
			select s.*, i.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(
				"of" integer, id uuid, "customerId" uuid, answers jsonb, scores jsonb, numbers jsonb, parameters jsonb, "hasText" boolean,
				"submittedAt" timestamptz, "receivedAt" timestamptz, hash text, look text, mark text, partial boolean
			)
			join source s on s.no = i."of"
		),
		inserted as (
			insert into response (workspace_id, id, month, survey_id, survey_version, collector_id, touchpoint_id, channel, customer_id,
				answers, scores, numbers, parameters, has_text, language, submitted_at, received_at, day, body_hash,
				import_run_id, import_look, mark, left_out, partial)
			select i."workspaceId", i.id, wayfelt_month_of(i.id), i."surveyId", i."surveyVersion", i."collectorId", i."touchpointId", i.channel, i."customerId",
				i.answers, i.scores, i.numbers, i.parameters, coalesce(i."hasText", false), i.language, i."submittedAt", coalesce(i."receivedAt", i."submittedAt"),
				(i."submittedAt" at time zone i.time_zone)::date, decode(i.hash, 'hex'),
				i."importRunId", i.look, i.mark, i.mark is not null, coalesce(i.partial, false)
			from input i
			where not exists (select from removed_response x where x.workspace_id = i."workspaceId" and x.id = i.id)
			order by i."workspaceId", i.id
			on conflict (workspace_id, id, month) do nothing
			returning id, received_at, left_out, ${sourceOf('response')}
		),
		alike as (${alike(sql`inserted`, sql`not r.left_out`)}),
		${counting(sql`alike`, undefined, numbers ? ['numbers', 'scores'] : ['scores'], true)},
		recorded as (
			insert into outbox (workspace_id, kind, subject_kind, subject_id, actor_kind, actor_id, payload)
			select n.workspace_id, ${sql.lit(COUNTED)}, ${sql.lit(eventKinds[COUNTED].subject)}, n.id::text, i.actor ->> 'kind', i.actor ->> 'id',
				case when n.left_out then i.payload || '{"counted": false}' else i.payload end
			from inserted n join input i on i."workspaceId" = n.workspace_id and i.id = n.id
		),
		told as (
			select pg_notify(${BUS_CHANNEL}, json_build_object(
				'kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', max(received_at),
				'correction', bool_and(i.left_out),
				'definitions', (
					select coalesce(json_agg(k), '[]') from (
						select distinct jsonb_object_keys(o.scores) as k from alike o
						where o.workspace_id = i.workspace_id and o.touchpoint_id = i.touchpoint_id
						-- A notification holds 8,000 bytes.
						limit 100) as answered))::text)
			from inserted i group by workspace_id, touchpoint_id
		)
		select array(select no from source) as open,
			case when (select count(*) from input) = (select count(*) from inserted) then '{}' else array(
				select i."workspaceId" || '/' || i.id from input i
				where not exists (select from inserted n where n.workspace_id = i."workspaceId" and n.id = i.id)) end as kept,
			(select count(*) from told) as told`;

/** Answers as they travel to the database: what many of them have in common once, the rest in short. */
interface Packed {
	readonly sources: readonly PackedSource[];
	readonly rows: readonly object[];
	/** The source of each row. */
	readonly sourceOf: readonly PackedSource[];
}

interface PackedSource {
	readonly no: number;
	readonly code?: string;
}

function pack(rows: readonly NewResponse[]): Packed {
	const sources = new Map<string, PackedSource>();
	const sourceOf: PackedSource[] = [];
	const packed = rows.map((row) => {
		const source = sourceFor(sources, row);
		sourceOf.push(source);
		// What is left out is null.
		return {
			of: source.no,
			id: row.id,
			...(row.customerId !== null && { customerId: row.customerId }),
			answers: row.answers,
			scores: row.scores,
			...(row.numbers && { numbers: row.numbers }),
			...(row.parameters && { parameters: row.parameters }),
			...(row.hasText && { hasText: true }),
			submittedAt: row.submittedAt,
			...(row.receivedAt !== row.submittedAt && { receivedAt: row.receivedAt }),
			hash: row.bodyHash,
			...(row.importLook !== undefined && { look: row.importLook }),
			...(row.partial && { partial: true }),
			...(row.mark !== null && { mark: row.mark })
		};
	});
	return { sources: [...sources.values()], rows: packed, sourceOf };
}

function sourceFor(sources: Map<string, PackedSource>, row: NewResponse): PackedSource {
	const { workspaceId, collectorId, touchpointId, surveyId, surveyVersion, channel, language, importRunId } = row;
	const { actor, opened } = row;
	const key = `${workspaceId}${collectorId}${touchpointId}${surveyId}/${surveyVersion}/${channel}/${language}/${importRunId}/${actor.kind}/${'id' in actor ? actor.id : ''}/${opened?.code}/${opened?.stamp}`;
	const found = sources.get(key);
	if (found) return found;
	const source = {
		no: sources.size,
		...{ workspaceId, collectorId, touchpointId, surveyId, surveyVersion, channel, language, importRunId, actor },
		...opened,
		payload: { touchpointId, collectorId, counted: true }
	};
	sources.set(key, source);
	return source;
}

/** One answer among all workspaces. */
export interface ResponseKey {
	readonly workspaceId: string;
	readonly id: string;
}

interface Found {
	readonly workspace_id: string;
	readonly id: string;
}

/** Which of these ids count nothing any more when they are sent again: stored, or taken out. As `<workspace>/<id>`. */
export async function settledIds(db: Kysely<Database>, keys: readonly ResponseKey[]): Promise<Set<string>> {
	const { rows } = await sql<Found>`
		select k."workspaceId" as workspace_id, k.id
		from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k("workspaceId" uuid, id uuid)
		where exists (select from response r where r.workspace_id = k."workspaceId" and r.id = k.id)
			or exists (select from removed_response x where x.workspace_id = k."workspaceId" and x.id = k.id)`.execute(db);
	return new Set(rows.map((row) => `${row.workspace_id}/${row.id}`));
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

/** What is stored under an id now. */
export async function storedAnswer(
	db: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<{ readonly version: number; readonly answers: Answers } | undefined> {
	const row = await db
		.selectFrom('response')
		.select(['survey_version as version', 'answers'])
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst();
	return row;
}
