import { sql } from 'kysely';
import type { App } from '../app.ts';

/**
 * How many opened a code and began, for the demo's answers: days of which nothing is known get as many
 * as fit what was answered – some leave after a look, a few midway –, the same at each start.
 * @param codes of the demo: what somebody made in its workspace has counts of its own
 */
export async function fillVisits(
	{ db }: Pick<App, 'db'>,
	workspaceId: string,
	{ codes, timeZone, now }: { readonly codes: ReadonlySet<string>; readonly timeZone: string; readonly now: Date }
): Promise<void> {
	const ours = sql`(select id from collector where workspace_id = ${workspaceId} and code = any(${[...codes]}))`;
	await db.inWorkspace(workspaceId, async (trx) => {
		await sql`
			update collector c set stages_since = first.at
			from (
				select collector_id, min(submitted_at) as at from response
				where workspace_id = ${workspaceId} and collector_id in ${ours} group by 1
			) first
			where c.workspace_id = ${workspaceId} and c.id = first.collector_id and first.at < c.stages_since`.execute(trx);
		await sql`
			insert into collector_day (workspace_id, collector_id, day, views, starts)
			select workspace_id, collector_id, day, begun + ceil(begun * (0.3 + 0.9 * looks))::int, begun
			from (
				select *, answers + floor(answers * 0.2 * leaves + leaves)::int as begun
				from (
					select workspace_id, collector_id, day, count(*) as answers,
						abs(hashtext(collector_id::text || day::text) % 1000) / 1000.0 as leaves,
						abs(hashtext(day::text || collector_id::text) % 1000) / 1000.0 as looks
					from response
					where workspace_id = ${workspaceId} and collector_id in ${ours} and not left_out
						and day <= (${now}::timestamptz at time zone ${timeZone})::date
					group by 1, 2, 3
				) answered
			) begun
			on conflict (workspace_id, collector_id, day) do nothing`.execute(trx);
	});
}
