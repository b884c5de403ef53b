import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { TargetRow } from './targets.ts';

/** A target that was set of a definition, and what the definition was born with. */
export type TargetEver = TargetRow & { readonly definition_id: string };

/** Every target that was set of some definitions, the latest first. */
export const targetsEver = (
	trx: Kysely<Database>,
	workspaceId: string,
	definitionIds: readonly string[]
): Promise<TargetEver[]> =>
	trx
		.selectFrom('metric_target as t')
		.leftJoin('user', 'user.id', 't.set_by')
		.select(['t.definition_id', 't.target', 't.margin', 't.set_at', 'user.name as set_by_name'])
		.where('t.workspace_id', '=', workspaceId)
		.where(sql<boolean>`t.definition_id = any(${[...definitionIds]}::uuid[])`)
		.orderBy('t.id', 'desc')
		.execute();

/** What some definitions were wanted to be before anybody set a target, by id. */
export async function bornTargets(
	trx: Kysely<Database>,
	workspaceId: string,
	definitionIds: readonly string[]
): Promise<ReadonlyMap<string, { readonly target: number; readonly margin: number }>> {
	const rows = await trx
		.selectFrom('metric_definition')
		.select(['id', 'target', 'margin'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`id = any(${[...definitionIds]}::uuid[])`)
		.execute();
	return new Map(rows.map(({ id, ...born }) => [id, born]));
}

/** A way by which answers come in. */
export interface SourceRow {
	readonly surveyId: string;
	readonly title: string;
	readonly channel: string;
	readonly touchpointId: string;
}

/** The surveys and channels by which some touchpoints are asked, or were. */
export const sourcesOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[]
): Promise<SourceRow[]> =>
	trx
		.selectFrom('collector as c')
		.innerJoin('survey as s', (join) =>
			join.onRef('s.workspace_id', '=', 'c.workspace_id').onRef('s.id', '=', 'c.survey_id')
		)
		.select(['s.id as surveyId', 's.title', 'c.channel', 'c.touchpoint_id as touchpointId'])
		.distinct()
		.where('c.workspace_id', '=', workspaceId)
		.where(sql<boolean>`c.touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.execute();
