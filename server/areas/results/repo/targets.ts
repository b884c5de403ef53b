import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

export interface TargetRow {
	readonly target: number;
	readonly margin: number;
	readonly set_at: Date;
	/** null when the person is gone. */
	readonly set_by_name: string | null;
}

export async function insertTarget(
	trx: Kysely<Database>,
	row: {
		workspace_id: string;
		id: string;
		definition_id: string;
		target: number;
		margin: number;
		set_by: string;
		set_at: Date;
	}
): Promise<void> {
	await trx.insertInto('metric_target').values(row).execute();
}

/** Targets that were set of a definition, the latest first. */
export const targetsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	definitionId: string,
	limit: number
): Promise<TargetRow[]> =>
	trx
		.selectFrom('metric_target as t')
		.leftJoin('user', 'user.id', 't.set_by')
		.select(['t.target', 't.margin', 't.set_at', 'user.name as set_by_name'])
		.where('t.workspace_id', '=', workspaceId)
		.where('t.definition_id', '=', definitionId)
		.orderBy('t.id', 'desc')
		.limit(limit)
		.execute();
