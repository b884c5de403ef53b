import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** The settings of a workspace that numbers depend on. */
export const workspaceRules = (
	trx: Kysely<Database>,
	workspaceId: string
): Promise<{ time_zone: string; min_n: number; rank_n: number }> =>
	trx
		.selectFrom('workspace')
		.select(['time_zone', 'min_n', 'rank_n'])
		.where('workspace_id', '=', workspaceId)
		.executeTakeFirstOrThrow();
