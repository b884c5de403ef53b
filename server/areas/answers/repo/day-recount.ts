import { sql, type Kysely, type Selectable } from 'kysely';
import type { DayRecountTable } from '../../../db/tables/answer.ts';
import type { Database } from '../../../db/tables/index.ts';
import { oneCorrection } from './corrections.ts';
import { allCounts, counting, deleteEmpty, sourceOf, uncounting } from './counting.ts';
import { BUS_CHANNEL } from '../../../bus/message.ts';

export type DayRecountRow = Selectable<DayRecountTable>;

/** Asks for a recount, from the start where one was under way: the zone is another one again. */
export async function requestDayRecount(
	trx: Kysely<Database>,
	workspaceId: string,
	timeZone: string,
	at: Date
): Promise<void> {
	const fresh = {
		time_zone: timeZone,
		requested_at: at,
		cursor: null,
		moved: 0,
		moved_in_pass: 0,
		finished_at: null
	};
	await trx
		.insertInto('day_recount')
		.values({ workspace_id: workspaceId, ...fresh })
		.onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(fresh))
		.execute();
}

export const findDayRecount = (trx: Kysely<Database>, workspaceId: string): Promise<DayRecountRow | undefined> =>
	trx.selectFrom('day_recount').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

/** Workspaces whose recount is not finished. (system's connections) */
export async function unfinishedRecounts(system: Kysely<Database>): Promise<string[]> {
	const rows = await system
		.selectFrom('day_recount')
		.select('workspace_id')
		.where('finished_at', 'is', null)
		.orderBy('requested_at')
		.execute();
	return rows.map((row) => row.workspace_id);
}

/**
 * Puts the next answers on the days of the workspace's zone and moves their counts with them, in the caller's transaction:
 * an answer and its counts are on the same day at every moment, so whenever this is cut off it goes on from there.
 * Answers that are left out of the numbers move without counts.
 * A pass that reaches the end is followed by another until one has found nothing: an answer that was being stored while
 * the zone changed may lie behind the cursor.
 * @returns how many answers were moved, and whether there is more to do
 */
export async function recountSomeDays(
	trx: Kysely<Database>,
	workspaceId: string,
	limit: number,
	now: Date
): Promise<{ moved: number; more: boolean }> {
	await oneCorrection(trx, workspaceId);
	const state = await trx
		.selectFrom('day_recount')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.forUpdate()
		.executeTakeFirst();
	if (!state || state.finished_at !== null) return { moved: 0, more: false };
	const { rows } = await sql<{ id: string }>`
		with wrong as (
			select r.workspace_id, r.id, (r.submitted_at at time zone w.time_zone)::date as day
			from response r join workspace w on w.workspace_id = r.workspace_id
			where r.workspace_id = ${workspaceId}
				and r.id > ${state.cursor ?? '00000000-0000-0000-0000-000000000000'}::uuid
				and r.day <> (r.submitted_at at time zone w.time_zone)::date
			order by r.id limit ${limit} for update of r
		),
		before as (
			select r.id, ${sourceOf('r')}
			from response r join wrong w on w.workspace_id = r.workspace_id and w.id = r.id
			where not r.left_out
		),
		moved as (
			update response r set day = w.day from wrong w
			where r.workspace_id = w.workspace_id and r.id = w.id
			returning r.id
		),
		${uncounting(sql`before`)}
		select id from moved order by id`.execute(trx);
	if (rows.length > 0)
		await countArrived(
			trx,
			workspaceId,
			rows.map((row) => row.id)
		);
	return advance(trx, state, rows, limit, now);
}

/**
 * A statement of its own: one that took away and added to the same row at once would do one of the two only.
 */
async function countArrived(trx: Kysely<Database>, workspaceId: string, ids: readonly string[]): Promise<void> {
	const arrived = sql`r.workspace_id = ${workspaceId} and r.id = any(${[...ids]}::uuid[]) and not r.left_out`;
	await sql`with ${counting(sql`response`, arrived)} select 1`.execute(trx);
}

async function advance(
	trx: Kysely<Database>,
	state: DayRecountRow,
	rows: readonly { id: string }[],
	limit: number,
	now: Date
): Promise<{ moved: number; more: boolean }> {
	const inPass = state.moved_in_pass + rows.length;
	const passDone = rows.length < limit;
	// The first pass is never the last: only one that found nothing proves that nothing is left.
	const finished = passDone && inPass === 0;
	await trx
		.updateTable('day_recount')
		.set({
			moved: state.moved + rows.length,
			cursor: passDone ? null : rows.at(-1)!.id,
			moved_in_pass: passDone ? 0 : inPass,
			finished_at: finished ? now : null
		})
		.where('workspace_id', '=', state.workspace_id)
		.execute();
	if (finished) await finish(trx, state.workspace_id);
	return { moved: rows.length, more: !finished };
}

/** Takes emptied rows away and tells the boards, one touchpoint per map: they fetch everything afresh. */
async function finish(trx: Kysely<Database>, workspaceId: string): Promise<void> {
	for (const of of allCounts) await deleteEmpty(of, workspaceId).execute(trx);
	await sql`
		select pg_notify(${BUS_CHANNEL}, json_build_object(
			'kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text)
		from (
			select distinct on (journey_id) workspace_id, id as touchpoint_id from touchpoint
			where workspace_id = ${workspaceId} and deleted_at is null order by journey_id, id
		) as one`.execute(trx);
}
