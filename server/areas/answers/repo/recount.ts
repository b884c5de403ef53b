import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { oneCorrection } from './corrections.ts';
import { proveMonths } from './months.ts';
import {
	addCounts,
	allCounts,
	asArray,
	changeCounts,
	columnsOf,
	countsOf,
	deleteEmpty,
	difference,
	keyOf,
	lockedFor,
	stands,
	type Counts
} from './counting.ts';

/** A row of counts that did not say what the answers say. */
export interface Difference {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** null: the row is of a dimension. */
	readonly channel: string | null;
	/** null: the row counts every score once. */
	readonly dimension: string | null;
	readonly value: string | null;
	/** The first day of a month that was added up. */
	readonly day: string;
	readonly of: 'day' | 'month';
	/** Of numbers: which part of the sketch; null: the row counts scores. */
	readonly bucket: number | null;
	/** Counts of s0 … s10, or number, sum and sum of squares, as they stood, and as they should. */
	readonly counted: readonly number[];
	readonly actual: readonly number[];
}

/**
 * Brings the counts of a workspace to what its answers say. Answers are first put on the day they have in the
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
	// Before the days are repaired, which takes the months of those that were wrong away.
	const months = await proveMonths(trx, workspaceId);
	const found: Difference[] = months.map(({ month, ...one }) => ({ ...one, day: month, of: 'month', bucket: null }));
	for (const of of allCounts) found.push(...(await rebuild(trx, workspaceId, of)));
	return found;
}

async function rebuild(trx: Kysely<Database>, workspaceId: string, of: Counts): Promise<Difference[]> {
	const key = keyOf(of);
	const own = (name: string) => sql.raw(of.key.includes(name) ? name : `null as ${name}`);
	const { rows } = await sql<Difference>`
		with truth as (${countsOf(of, sql`response`, sql`r.workspace_id = ${workspaceId} and not r.left_out`)}),
		kept as (select * from ${sql.table(of.table)} where workspace_id = ${workspaceId}),
		wrong as materialized (
			select ${key}, ${stands(of, 'k')} as stands, ${difference(of, 't', 'k')},
				${asArray(of, 'k')} as counted, ${asArray(of, 't')} as actual
			from truth t full join kept k using (${key})
			where ${asArray(of, 'k')} <> ${asArray(of, 't')}
		),
		locked as (${lockedFor(of, 'wrong')}),
		corrected as (${changeCounts(of, 'locked', '+')}),
		added as (${addCounts(of, sql`select ${key}, ${columnsOf(of)} from wrong where not stands`)})
		select touchpoint_id as "touchpointId", definition_id as "definitionId", ${own('channel')}, ${own('dimension')},
			${own('value')}, ${own('bucket')}, day::text as day, 'day' as of, counted, actual
		from wrong order by ${sql.raw(of.key.slice(1).join(', '))}`.execute(trx);
	await deleteEmpty(of, workspaceId).execute(trx);
	return rows;
}
