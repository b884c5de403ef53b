import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** What came of a collector in some days. */
export interface StagesRow {
	readonly id: string;
	/** `YYYY-MM-DD`; from when on it is known, not before the first of the days asked for. */
	readonly since: string;
	readonly views: number;
	readonly starts: number;
	/** That count, and that came since then. */
	readonly answers: number;
	/** Of all that count, also of what came before. */
	readonly last_at: Date | null;
}

export interface StagesAsked {
	/** `YYYY-MM-DD` in the zone of the workspace. */
	readonly from: string;
	readonly timeZone: string;
	/** Channels whose collectors have a page: only of theirs there is a time before which it is not known who opened it. */
	readonly pages: readonly string[];
}

/** Of the collectors of touchpoints. */
export async function stagesOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	{ from, timeZone, pages }: StagesAsked
): Promise<StagesRow[]> {
	const { rows } = await sql<StagesRow>`
		with asked as (
			select c.workspace_id, c.id,
				case when known.at is null then ${from}::date
					else greatest(${from}::date, (known.at at time zone ${timeZone})::date) end as since,
				known.at as known_since
			from collector c,
				lateral (select case when c.channel = any(${[...pages]}::text[]) then c.stages_since end as at) known
			where c.workspace_id = ${workspaceId} and c.touchpoint_id = any(${[...touchpointIds]}::uuid[])
		)
		select a.id, a.since::text as since, coalesce(d.views, 0)::int as views, coalesce(d.starts, 0)::int as starts,
			(select count(*)::int from response r where r.workspace_id = a.workspace_id and r.collector_id = a.id
				and not r.left_out and r.day >= a.since
				and r.submitted_at >= coalesce(a.known_since, a.since - 1)) as answers,
			(select r.submitted_at from response r where r.workspace_id = a.workspace_id and r.collector_id = a.id
				and not r.left_out order by r.submitted_at desc, r.id desc limit 1) as last_at
		from asked a
		left join lateral (
			select sum(d.views) as views, sum(d.starts) as starts from collector_day d
			where d.workspace_id = a.workspace_id and d.collector_id = a.id and d.day >= a.since
		) d on true`.execute(trx);
	return rows;
}

/** Answers of people who tried it out, of a touchpoint since a day. */
export async function testsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointId: string,
	from: string
): Promise<number> {
	const { n } = await trx
		.selectFrom('response')
		.select(sql<number>`count(*)::int`.as('n'))
		.where('workspace_id', '=', workspaceId)
		.where('touchpoint_id', '=', touchpointId)
		.where('mark', '=', 'test')
		.where('submitted_at', '>=', sql<Date>`${from}::date - 1`)
		.where('day', '>=', from)
		.executeTakeFirstOrThrow();
	return n;
}
