import { bySystem, type EventActor } from '#domain/events/index.ts';
import type { Histogram } from '#domain/metrics/index.ts';
import type { MarkReason } from '#domain/survey/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { oneCorrection } from './corrections.ts';
import { columnsOf, counted, counting, eachValue, sourceOf, total, uncounting } from './counting.ts';
import { recordAll } from '../../../events/record.ts';
import { tell } from '../../../bus/tell.ts';
import { instantsAround, type Days } from '#domain/shared/days.ts';

/** Which marked answers of a touchpoint; what somebody tried out is nobody's to decide about. */
export interface Marked {
	readonly touchpointId: string;
	/** null: all. */
	readonly ids: readonly string[] | null;
	readonly days: Days | null;
}

const matching = ({ touchpointId, ids, days }: Marked) => sql`
	r.touchpoint_id = ${touchpointId} and r.mark is not null and r.mark <> 'test'
	${ids === null ? sql`` : sql`and r.id = any(${[...ids]}::uuid[])`} ${days === null ? sql`` : within(days)}`;

/** By their instants too, in whose order they lie. */
function within(days: Days) {
	const [first, end] = instantsAround(days);
	return sql`and r.day between ${days.from}::date and ${days.to}::date
		and r.submitted_at >= ${first}::timestamptz and r.submitted_at < ${end}::timestamptz`;
}

/**
 * Takes marked answers out of the numbers or back in, each on the day under which it would be counted, and tells the bus.
 * Those that are as they should be already are passed over. Rows are locked in the order in which batches count.
 * @returns how many were changed
 */
export async function decideMarked(
	trx: Kysely<Database>,
	workspaceId: string,
	marked: Marked,
	decision: { readonly leftOut: boolean; readonly by: string; readonly at: Date; readonly actor: EventActor }
): Promise<number> {
	await oneCorrection(trx, workspaceId);
	const { leftOut, by, at, actor } = decision;
	const changed = sql`
		update response r set left_out = ${leftOut}, decided_by = ${by}, decided_at = ${at}
		where r.workspace_id = ${workspaceId} and r.left_out <> ${leftOut} and ${matching(marked)}
		returning r.id, ${sourceOf('r')}`;
	return count(trx, changed, leftOut, actor);
}

/**
 * Leaves answers out of the numbers or takes them back in by their ids, wherever they were given. One that nothing spoke against
 * is marked by that (`by_hand`); what somebody tried out is passed over.
 * @returns those that were changed
 */
export async function decideByIds(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	decision: { readonly leftOut: boolean; readonly by: string; readonly at: Date; readonly actor: EventActor }
): Promise<string[]> {
	await oneCorrection(trx, workspaceId);
	const { leftOut, by, at, actor } = decision;
	const { rows } = await sql<{ id: string }>`
		select id from response
		where workspace_id = ${workspaceId} and id = any(${[...ids]}::uuid[]) and left_out <> ${leftOut}
			and mark is distinct from 'test'
		order by id for update`.execute(trx);
	const changing = rows.map(({ id }) => id);
	if (changing.length === 0) return [];
	const changed = sql`
		update response r set left_out = ${leftOut}, mark = coalesce(r.mark, 'by_hand'), decided_by = ${by}, decided_at = ${at}
		where r.workspace_id = ${workspaceId} and r.id = any(${changing}::uuid[])
		returning r.id, ${sourceOf('r')}`;
	await count(trx, changed, leftOut, actor);
	return changing;
}

/** Marks answers that were counted before more was known, and takes them out of the numbers; not those decided about. */
export async function markResponses(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	mark: MarkReason
): Promise<number> {
	await oneCorrection(trx, workspaceId);
	const changed = sql`
		update response r set left_out = true, mark = ${mark}
		where r.workspace_id = ${workspaceId} and r.id = any(${ids}::uuid[]) and r.mark is null
		returning r.id, ${sourceOf('r')}`;
	return count(trx, changed, true, bySystem);
}

/** Brings the histograms after answers were taken out, or back in. */
async function count(
	trx: Kysely<Database>,
	changed: ReturnType<typeof sql>,
	out: boolean,
	actor: EventActor
): Promise<number> {
	const payload = sql`jsonb_build_object('touchpointId', touchpoint_id, 'change', ${out ? 'left-out' : 'taken-in'}::text)`;
	const { rows } = await sql<{ changed: number }>`
		with changed as (${changed}),
		${out ? uncounting(sql`changed`) : counting(sql`changed`)},
		recorded as (${recordAll('answer.corrected', actor, 'changed', payload)}),
		told as (select ${tell('changed')})
		select (select count(*) from changed) as changed, (select count(*) from told) as told`.execute(trx);
	return rows[0]!.changed;
}

export interface MarkedRow {
	readonly id: string;
	readonly mark: MarkReason;
	readonly left_out: boolean;
	readonly channel: string;
	readonly submitted_at: Date;
	readonly scores: Readonly<Record<string, number>>;
	readonly decided_by: string | null;
}

/** Newest first. */
export const listMarked = async (
	trx: Kysely<Database>,
	workspaceId: string,
	marked: Marked,
	limit: number
): Promise<MarkedRow[]> =>
	(
		await sql<MarkedRow>`
			select r.id, r.mark, r.left_out, r.channel, r.submitted_at, r.scores, r.decided_by from response r
			where r.workspace_id = ${workspaceId} and ${matching(marked)}
			order by r.submitted_at desc, r.id desc limit ${limit}`.execute(trx)
	).rows;

/** How many are marked, and of these left out. */
export const countMarked = async (
	trx: Kysely<Database>,
	workspaceId: string,
	marked: Marked
): Promise<{ leftOut: number; accepted: number }> =>
	(
		await sql<{ leftOut: number; accepted: number }>`
			select count(*) filter (where r.left_out) as "leftOut", count(*) filter (where not r.left_out) as accepted
			from response r where r.workspace_id = ${workspaceId} and ${matching(marked)}`.execute(trx)
	).rows[0]!;

/** What marked answers would count, by definition: those left out, or those taken back in. */
export async function markedHistograms(
	trx: Kysely<Database>,
	workspaceId: string,
	marked: Marked
): Promise<{ definitionId: string; leftOut: boolean; histogram: Histogram }[]> {
	const { rows } = await sql<{ definitionId: string; leftOut: boolean; histogram: number[] }>`
		select c.definition_id as "definitionId", c.left_out as "leftOut",
			array[${columnsOf(total)}]::integer[] as histogram
		from (
			select e.definition_id, r.left_out, ${counted(total)}
			from response r ${eachValue(total)}
			where r.workspace_id = ${workspaceId} and ${matching(marked)}
			group by 1, 2
		) c`.execute(trx);
	return rows;
}
