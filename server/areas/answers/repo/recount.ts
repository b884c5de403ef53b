import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { column, columns, scores } from './answers.ts';
import { oneCorrection } from './corrections.ts';

/** A histogram row that did not say what the answers say. */
export interface Difference {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly channel: string;
	readonly day: string;
	/** Counts of s0 … s10 as they stood, and as they should. */
	readonly counted: readonly number[];
	readonly actual: readonly number[];
}

/**
 * Brings the histograms of a workspace to what its answers say. Answers are first put on the day they have in the
 * workspace's present time zone. Nothing is locked but rows that are wrong: an answer and its counts are committed
 * together, so what differs in one look at both is an error, and its correction is added like any other count.
 * @returns what was different before
 */
export async function rebuildCounts(trx: Kysely<Database>, workspaceId: string): Promise<Difference[]> {
	await oneCorrection(trx, workspaceId);
	await sql`
		update response r set day = (r.submitted_at at time zone w.time_zone)::date
		from workspace w
		where r.workspace_id = ${workspaceId} and w.workspace_id = r.workspace_id
			and r.day <> (r.submitted_at at time zone w.time_zone)::date`.execute(trx);
	const { rows } = await sql<Difference>`
		with truth as (
			select r.touchpoint_id, e.definition_id::uuid as definition_id, r.channel, r.day, ${actual}
			from response r cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
			where r.workspace_id = ${workspaceId} and not r.left_out
			group by 1, 2, 3, 4
		),
		kept as (select * from score_day where workspace_id = ${workspaceId}),
		wrong as materialized (
			select ${key}, k.workspace_id is not null as stands, ${missing}, ${array('k')} as counted, ${array('t')} as actual
			from truth t full join kept k using (${key})
			where ${array('k')} <> ${array('t')}
		),
		locked as (
			select w.* from score_day d join wrong w using (${key})
			where d.workspace_id = ${workspaceId} order by ${key} for update of d
		),
		corrected as (
			update score_day d set ${sql.join(scores.map((at) => sql`${column(at)} = d.${column(at)} + w.${column(at)}`))}
			from locked w
			where d.workspace_id = ${workspaceId} and d.touchpoint_id = w.touchpoint_id
				and d.definition_id = w.definition_id and d.channel = w.channel and d.day = w.day
		),
		added as (
			insert into score_day as d (workspace_id, ${key}, ${columns})
			select ${workspaceId}::uuid, ${key}, ${columns} from wrong where not stands order by ${key}
			on conflict (workspace_id, ${key}) do update
				set ${sql.join(scores.map((at) => sql`${column(at)} = d.${column(at)} + excluded.${column(at)}`))}
		)
		select touchpoint_id as "touchpointId", definition_id as "definitionId", channel, day::text as day, counted, actual
		from wrong order by 1, 2, 3, 4`.execute(trx);
	await sql`delete from score_day where workspace_id = ${workspaceId} and ${nothing}`.execute(trx);
	return rows;
}

const key = sql.raw('touchpoint_id, definition_id, channel, day');
const actual = sql.join(
	scores.map((at) => sql`count(*) filter (where e.score = ${sql.lit(String(at))})::integer as ${column(at)}`)
);
const missing = sql.join(
	scores.map((at) => sql`coalesce(t.${column(at)}, 0) - coalesce(k.${column(at)}, 0) as ${column(at)}`)
);
const array = (table: string) =>
	sql`array[${sql.join(scores.map((at) => sql`coalesce(${sql.ref(`${table}.s${at}`)}, 0)`))}]::integer[]`;
const nothing = sql.join(
	scores.map((at) => sql`${column(at)} = 0`),
	sql` and `
);
