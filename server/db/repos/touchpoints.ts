import type { Kysely } from 'kysely';
import type { Database } from '../tables/index.ts';

/** Where a touchpoint sits, read from the projection of the journeys' documents. */
export interface PlacedTouchpoint {
	readonly id: string;
	readonly title: string;
	readonly sceneId: string;
	readonly journeyId: string;
}

const placed = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('touchpoint')
		.select(['id', 'title', 'scene_id as sceneId', 'journey_id as journeyId'])
		.where('workspace_id', '=', workspaceId)
		.where('deleted_at', 'is', null);

/** Touchpoints on the maps of journeys. */
export const touchpointsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	journeyIds: readonly string[]
): Promise<PlacedTouchpoint[]> => placed(trx, workspaceId).where('journey_id', 'in', journeyIds).execute();

/** A touchpoint that is on a map. */
export const placedTouchpoint = (
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<PlacedTouchpoint | undefined> => placed(trx, workspaceId).where('id', '=', id).executeTakeFirst();

/** Is there such a journey, not deleted? */
export const journeyExists = async (trx: Kysely<Database>, workspaceId: string, id: string): Promise<boolean> =>
	(await trx
		.selectFrom('journey')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('deleted_at', 'is', null)
		.executeTakeFirst()) !== undefined;
