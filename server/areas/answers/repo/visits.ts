import { sql, type Kysely, type RawBuilder } from 'kysely';
import { runNamed, type NamedStatements } from '../../../db/named-statements.ts';
import type { Database } from '../../../db/tables/index.ts';

/** A page that tells that it was opened, or that somebody began to answer. */
export interface Visit {
	readonly workspaceId: string;
	readonly collectorId: string;
	/** Of the answer that it may send. */
	readonly id: string;
	readonly started: boolean;
	readonly at: string;
}

/**
 * Counts what is new of them: a page is opened once and begun once, however often it tells so. The day is that on which
 * it was opened, also of a start. Sorted by key, so that parallel batches wait for one another instead of deadlocking.
 */
const countVisitsStatement = (visits: readonly Visit[]): RawBuilder<unknown> => sql`
	with given as (
		select g."workspaceId" as workspace_id, g.id, g."collectorId" as collector_id, bool_or(g.started) as started, min(g.at) as at
		from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as g(
			"workspaceId" uuid, "collectorId" uuid, id uuid, started boolean, at timestamptz)
		group by 1, 2, 3
	),
	news as (
		insert into visit as v (workspace_id, id, collector_id, day, started, at)
		select g.workspace_id, g.id, g.collector_id, (g.at at time zone w.time_zone)::date, g.started, g.at
		from given g join workspace w on w.workspace_id = g.workspace_id
		order by g.workspace_id, g.id
		on conflict (workspace_id, id) do update set started = true
			where excluded.started and not v.started and v.collector_id = excluded.collector_id
		returning v.workspace_id, v.collector_id, v.day, v.started, v.xmax = 0 as fresh
	)
	insert into collector_day as d (workspace_id, collector_id, day, views, starts)
	select workspace_id, collector_id, day, count(*) filter (where fresh), count(*) filter (where started)
	from news group by 1, 2, 3 order by 1, 2, 3
	on conflict (workspace_id, collector_id, day)
		do update set views = d.views + excluded.views, starts = d.starts + excluded.starts`;

export async function countVisits(
	system: Kysely<Database>,
	via: NamedStatements,
	visits: readonly Visit[]
): Promise<void> {
	await runNamed(via, 'count-visits', countVisitsStatement(visits).compile(system));
}

/** Pages that tell nothing any more; all workspaces. */
export async function purgeVisits(system: Kysely<Database>, before: Date): Promise<number> {
	const { numDeletedRows } = await system.deleteFrom('visit').where('at', '<', before).executeTakeFirst();
	return Number(numDeletedRows);
}
