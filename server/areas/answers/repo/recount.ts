import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { oneCorrection } from './corrections.ts';
import {
	addCounts,
	asArray,
	changeCounts,
	columns,
	countsOf,
	deleteEmpty,
	difference,
	key,
	lockedFor
} from './counting.ts';

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
		with truth as (${countsOf(sql`response`, sql`r.workspace_id = ${workspaceId} and not r.left_out`)}),
		kept as (select * from score_day where workspace_id = ${workspaceId}),
		wrong as materialized (
			select ${key}, k.s0 is not null as stands, ${difference('t', 'k')},
				${asArray('k')} as counted, ${asArray('t')} as actual
			from truth t full join kept k using (${key})
			where ${asArray('k')} <> ${asArray('t')}
		),
		locked as (${lockedFor('wrong')}),
		corrected as (${changeCounts('locked', '+')}),
		added as (${addCounts(sql`select ${key}, ${columns} from wrong where not stands`)})
		select touchpoint_id as "touchpointId", definition_id as "definitionId", channel, day::text as day, counted, actual
		from wrong order by 1, 2, 3, 4`.execute(trx);
	await deleteEmpty(workspaceId).execute(trx);
	return rows;
}
