import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { DocumentKey } from '../../../documents/store.ts';
import { writeRowByRow, type RefusedRow } from '../../../db/write-row-by-row.ts';
import type { Trx } from '../../../db/scope.ts';

/** Writes the relational view of a journey; a few statements, whatever its size. */

export interface SceneRow {
	readonly id: string;
	readonly title: string;
	readonly department_id: string | null;
	readonly order_key: string;
}

export interface TouchpointRow extends SceneRow {
	readonly scene_id: string;
	readonly lane_id: string;
	readonly channel: string;
	readonly moment_of_truth: boolean;
}

export interface JourneyKey {
	readonly workspaceId: string;
	readonly journeyId: string;
}

export interface Written {
	readonly refused: readonly RefusedRow[];
	/** Some touchpoint counts elsewhere now: in another scene, for another department, again, or no longer. */
	readonly placed: boolean;
}

/**
 * Scenes as they are now; those that are no longer there get `deleted_at`, those that came back lose it.
 * An id that already belongs to another journey stays there: ids are for ever.
 * @returns rows that the table refused for what they hold, the others are written; and whether another department owns a scene
 */
export async function writeScenes(
	trx: Trx,
	{ workspaceId, journeyId }: JourneyKey,
	rows: readonly SceneRow[],
	at: Date
): Promise<Written> {
	let placed = false;
	const refused = await writeRowByRow(trx, rows, async (some) => {
		const moved = await sql`
		with had as (
			select id, department_id from scene
			where workspace_id = ${workspaceId} and journey_id = ${journeyId} and deleted_at is null
		),
		written as (
		insert into scene (workspace_id, id, journey_id, title, department_id, order_key)
		select ${workspaceId}::uuid, id, ${journeyId}::uuid, title, department_id, order_key
		from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as r(id uuid, title text, department_id uuid, order_key text)
		on conflict (workspace_id, id) do update
			set title = excluded.title, department_id = excluded.department_id, order_key = excluded.order_key, deleted_at = null
			where scene.journey_id = excluded.journey_id
				and (scene.title, scene.order_key, scene.department_id, scene.deleted_at)
					is distinct from (excluded.title, excluded.order_key, excluded.department_id, null)
		returning id, department_id
		)
		select from written w left join had h on h.id = w.id where h.department_id is distinct from w.department_id`.execute(
			trx
		);
		placed ||= moved.rows.length > 0;
	});
	const gone = await markGone(trx, 'scene', { workspaceId, journeyId }, rows, at);
	return { refused, placed: placed || gone.length > 0 };
}

/** What became of a touchpoint; one that came back was added. */
export interface TouchpointChange {
	readonly id: string;
	readonly change: 'added' | 'changed' | 'removed';
}

/** Touchpoints as they are now, and what that changed; see `writeScenes`. */
export async function writeTouchpoints(
	trx: Trx,
	{ workspaceId, journeyId }: JourneyKey,
	rows: readonly TouchpointRow[],
	at: Date
): Promise<Written & { readonly changes: readonly TouchpointChange[] }> {
	const changes: TouchpointChange[] = [];
	let placed = false;
	const refused = await writeRowByRow(trx, rows, async (some) => {
		const written = await sql<TouchpointChange & { placed: boolean }>`
		with had as (
			select id, scene_id, department_id, deleted_at from touchpoint
			where workspace_id = ${workspaceId} and journey_id = ${journeyId}
		),
		written as (
		insert into touchpoint (workspace_id, id, journey_id, scene_id, lane_id, title, channel, department_id, moment_of_truth, order_key)
		select ${workspaceId}::uuid, id, ${journeyId}::uuid, scene_id, lane_id, title, channel, department_id, moment_of_truth, order_key
		from jsonb_to_recordset(${JSON.stringify(some)}::jsonb)
			as r(id uuid, scene_id uuid, lane_id uuid, title text, channel text, department_id uuid, moment_of_truth boolean, order_key text)
		on conflict (workspace_id, id) do update
			set scene_id = excluded.scene_id, lane_id = excluded.lane_id, title = excluded.title, channel = excluded.channel,
				department_id = excluded.department_id, moment_of_truth = excluded.moment_of_truth,
				order_key = excluded.order_key, deleted_at = null
			where touchpoint.journey_id = excluded.journey_id
				and (touchpoint.scene_id, touchpoint.lane_id, touchpoint.title, touchpoint.channel, touchpoint.department_id,
						touchpoint.moment_of_truth, touchpoint.order_key, touchpoint.deleted_at)
					is distinct from (excluded.scene_id, excluded.lane_id, excluded.title, excluded.channel, excluded.department_id,
						excluded.moment_of_truth, excluded.order_key, null)
		-- Of a row that was there before, the update leaves its mark in xmax.
		returning id, scene_id, department_id, xmax = 0 as is_new
		)
		select w.id, case when w.is_new or h.deleted_at is not null then 'added' else 'changed' end as change,
			h.deleted_at is not null or (h.scene_id, h.department_id) is distinct from (w.scene_id, w.department_id) as placed
		from written w left join had h on h.id = w.id`.execute(trx);
		changes.push(...written.rows.map(({ id, change }) => ({ id, change })));
		placed ||= written.rows.some((row) => row.placed);
	});
	const removed = await markGone(trx, 'touchpoint', { workspaceId, journeyId }, rows, at);
	return {
		refused,
		placed: placed || removed.length > 0,
		changes: [...changes, ...removed.map(({ id }) => ({ id, change: 'removed' as const }))]
	};
}

/** Those of the journey that are not among `rows` any more. */
const markGone = (
	trx: Trx,
	table: 'scene' | 'touchpoint',
	{ workspaceId, journeyId }: JourneyKey,
	rows: readonly { readonly id: string }[],
	at: Date
) =>
	trx
		.updateTable(table)
		.set({ deleted_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('journey_id', '=', journeyId)
		.where('deleted_at', 'is', null)
		.where(sql<boolean>`id <> all(${rows.map((row) => row.id)}::uuid[])`)
		.returning('id')
		.execute();

/** Title, texts to search, what is seen first, how far the document was read, and when it was last edited. */
export async function writeJourney(
	trx: Trx,
	{ workspaceId, journeyId }: JourneyKey,
	row: { readonly title: string; readonly searchText: string; readonly opening: string; readonly projectedAt: Date }
): Promise<void> {
	await sql`
		update journey
		set title = ${row.title}, search_text = ${row.searchText},
			-- Most edits are elsewhere: a value that stays is not written again.
			opening = case when opening is distinct from ${row.opening} then ${row.opening} else opening end, projected_at = ${row.projectedAt},
			updated_at = greatest(updated_at, (
				-- The time of edits that were compacted stands there.
				select d.updated_at from document d where d.workspace_id = ${workspaceId} and d.id = ${journeyId}
			), (
				select max(at) from document_update u where u.workspace_id = ${workspaceId} and u.document_id = ${journeyId}
			))
		where workspace_id = ${workspaceId} and id = ${journeyId}`.execute(trx);
}

/**
 * Journeys whose document may hold edits that the view does not: of a process that died before it projected. And those
 * of whose view a part was never written.
 * Ten seconds of grace, since an edit's time is the begin of its commit.
 */
export async function staleJourneys(db: Kysely<Database>): Promise<DocumentKey[]> {
	const { rows } = await sql<DocumentKey>`
		select journey.workspace_id as "workspaceId", journey.id as "documentId"
		from journey
		join document on document.workspace_id = journey.workspace_id and document.id = journey.id
		where journey.deleted_at is null and (
			journey.opening is null or
			document.updated_at > journey.projected_at - interval '10 seconds'
			or exists (
				select from document_update u
				where u.workspace_id = journey.workspace_id and u.document_id = journey.id
					and u.at > journey.projected_at - interval '10 seconds'
			)
		)`.execute(db);
	return rows;
}
