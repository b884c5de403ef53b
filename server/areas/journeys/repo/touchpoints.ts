import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Where a touchpoint sits, read from the projection of the journeys' documents. */
export interface PlacedTouchpoint {
	readonly id: string;
	readonly title: string;
	readonly sceneId: string;
	readonly journeyId: string;
	/** Who owns it: its own department, else its scene's. */
	readonly departmentId: string | null;
}

/** Those of a journey that was deleted are on no map any more, though nobody took them from it. */
export const placed = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('touchpoint as t')
		.innerJoin('journey as j', (join) =>
			join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
		)
		.leftJoin('scene as s', (join) =>
			join
				.onRef('s.workspace_id', '=', 't.workspace_id')
				.onRef('s.id', '=', 't.scene_id')
				.on('s.deleted_at', 'is', null)
		)
		.select(['t.id', 't.title', 't.scene_id as sceneId', 't.journey_id as journeyId'])
		.select(({ fn }) => fn.coalesce('t.department_id', 's.department_id').as('departmentId'))
		.where('t.workspace_id', '=', workspaceId)
		.where('t.deleted_at', 'is', null)
		.where('j.deleted_at', 'is', null);

/** Touchpoints on the maps of journeys. */
export const touchpointsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	journeyIds: readonly string[]
): Promise<PlacedTouchpoint[]> => placed(trx, workspaceId).where('t.journey_id', 'in', journeyIds).execute();

/** Touchpoints of a scene that is on a map, in its order. */
export const touchpointsOfScene = (
	trx: Kysely<Database>,
	workspaceId: string,
	sceneId: string
): Promise<PlacedTouchpoint[]> =>
	placed(trx, workspaceId)
		.where('t.scene_id', '=', sceneId)
		.where('s.id', 'is not', null)
		.orderBy('t.order_key')
		.orderBy('t.id')
		.execute();

/** A touchpoint that is on a map. */
export const placedTouchpoint = (
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<PlacedTouchpoint | undefined> => placed(trx, workspaceId).where('t.id', '=', id).executeTakeFirst();

/** Touchpoints that were taken from a map which is there: by id, or all of a journey. */
export const takenAway = (
	trx: Kysely<Database>,
	workspaceId: string,
	of: { readonly id: string } | { readonly journeyId: string }
): Promise<Pick<PlacedTouchpoint, 'id' | 'title' | 'journeyId'>[]> =>
	trx
		.selectFrom('touchpoint as t')
		.innerJoin('journey as j', (join) =>
			join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
		)
		.select(['t.id', 't.title', 't.journey_id as journeyId'])
		.where('t.workspace_id', '=', workspaceId)
		.where('id' in of ? 't.id' : 't.journey_id', '=', 'id' in of ? of.id : of.journeyId)
		.where('t.deleted_at', 'is not', null)
		.where('j.deleted_at', 'is', null)
		.orderBy('t.id')
		.execute();

/** Those of some touchpoints that are on a map. */
export const placedTouchpoints = (
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<PlacedTouchpoint[]> =>
	placed(trx, workspaceId)
		.where(sql<boolean>`t.id = any(${[...ids]}::uuid[])`)
		.execute();

/** Is there such a journey, not deleted? */
export const journeyExists = async (trx: Kysely<Database>, workspaceId: string, id: string): Promise<boolean> =>
	(await trx
		.selectFrom('journey')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst()) !== undefined;

/**
 * Names the last writing of a journey's rows: another one whenever a scene or a touchpoint of it may be elsewhere, since
 * who writes those writes the journey's row in the same transaction (`writeView`). Empty when there is no such journey.
 */
export const writtenMap = async (trx: Kysely<Database>, workspaceId: string, journeyId: string): Promise<string> => {
	const found = await trx
		.selectFrom('journey')
		.select(sql<string>`xmin::text`.as('written'))
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', journeyId)
		.executeTakeFirst();
	return found?.written ?? '';
};
