import { sql } from 'kysely';
import type { Trx } from '../../../db/scope.ts';
import type { JourneyStatus } from '../../../db/tables/journey.ts';
import { BUS_CHANNEL } from '../../../bus/message.ts';

export interface JourneyRow {
	readonly id: string;
	readonly title: string;
	readonly status: JourneyStatus;
	readonly created_at: Date;
	readonly updated_at: Date;
}

const columns = ['id', 'title', 'status', 'created_at', 'updated_at'] as const;

export async function insertJourney(
	trx: Trx,
	row: { workspaceId: string; id: string; title: string; createdBy: string; at: Date }
): Promise<void> {
	await trx
		.insertInto('journey')
		.values({
			workspace_id: row.workspaceId,
			id: row.id,
			title: row.title,
			created_by: row.createdBy,
			created_at: row.at,
			updated_at: row.at
		})
		.execute();
}

export const findJourney = (trx: Trx, workspaceId: string, id: string): Promise<JourneyRow | undefined> =>
	trx
		.selectFrom('journey')
		.select(columns)
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();

/** What is seen of it first, as it is stored; null: nothing is, or there is no such journey. */
export async function findOpening(trx: Trx, workspaceId: string, id: string): Promise<string | null> {
	const row = await trx
		.selectFrom('journey')
		.select('opening')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
	return row?.opening ?? null;
}

/** A journey whose view nobody else writes, and when it was locked. */
export interface LockedJourney {
	readonly at: Date;
	readonly title: string;
	readonly projected_at: Date;
}

/** Serialises projections of one journey: the last to get the lock reads the document last. Undefined when it is gone. */
export const lockJourney = (trx: Trx, workspaceId: string, id: string): Promise<LockedJourney | undefined> =>
	trx
		.selectFrom('journey')
		.select([sql<Date>`clock_timestamp()`.as('at'), 'title', 'projected_at'])
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.forUpdate()
		.executeTakeFirst();

export interface JourneyPage {
	readonly status?: JourneyStatus;
	/** Only these. */
	readonly ids?: readonly string[];
	/** Every word must occur in the journey's texts. */
	readonly words: readonly string[];
	readonly limit: number;
	/** The last row of the page before. */
	readonly after?: { readonly updatedAt: string; readonly id: string };
}

/** Last changed first. `exact_updated_at` keeps the database's microseconds for the cursor. */
export function listJourneys(trx: Trx, workspaceId: string, page: JourneyPage) {
	let query = trx
		.selectFrom('journey')
		.select([...columns, sql<string>`updated_at::text`.as('exact_updated_at')])
		.where('workspace_id', '=', workspaceId)
		.where('deleted_at', 'is', null);
	if (page.status) query = query.where('status', '=', page.status);
	if (page.ids) query = query.where('id', 'in', page.ids);
	for (const word of page.words) query = query.where(sql<boolean>`strpos(search_text, ${word}) > 0`);
	if (page.after)
		query = query.where(
			sql<boolean>`(updated_at, id) < (${page.after.updatedAt}::timestamptz, ${page.after.id}::uuid)`
		);
	return query.orderBy('updated_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute();
}

/** Scenes of several journeys, in the order of the maps, with how many touchpoints each has. */
export function listScenes(trx: Trx, workspaceId: string, journeyIds: readonly string[]) {
	return trx
		.selectFrom('scene')
		.select((of) => [
			'id',
			'title',
			'journey_id',
			of
				.selectFrom('touchpoint')
				.select((count) => count.fn.countAll<string>().as('n'))
				.where('touchpoint.workspace_id', '=', workspaceId)
				.whereRef('touchpoint.journey_id', '=', 'scene.journey_id')
				.whereRef('touchpoint.scene_id', '=', 'scene.id')
				.where('touchpoint.deleted_at', 'is', null)
				.as('touchpoints')
		])
		.where('workspace_id', '=', workspaceId)
		.where('journey_id', 'in', journeyIds)
		.where('deleted_at', 'is', null)
		.orderBy('order_key')
		.orderBy('id')
		.execute();
}

export async function setStatus(
	trx: Trx,
	workspaceId: string,
	id: string,
	status: JourneyStatus,
	at: Date
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('journey')
		.set({ status, updated_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/**
 * Takes a journey away, and tells the bus in the same commit. Its document and its touchpoints' rows stay: answers hang
 * on them. @returns false when it was deleted already
 */
export async function markDeleted(trx: Trx, workspaceId: string, id: string, at: Date): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('journey')
		.set({ deleted_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst();
	if (numUpdatedRows === 0n) return false;
	const message = JSON.stringify({ kind: 'deleted', workspaceId, journeyId: id });
	await sql`select pg_notify(${BUS_CHANNEL}, ${message})`.execute(trx);
	return true;
}
