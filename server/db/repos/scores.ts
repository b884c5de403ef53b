import type { Histogram } from '#domain/metrics/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../tables/index.ts';

const at = Array.from({ length: 11 }, (_, score) => sql.raw(`s${score}`));
/** s0 … s10 added up over the group, as an array. */
const summed = sql<number[]>`array[${sql.join(at.map((score) => sql`sum(${score})`))}]::integer[]`;

export interface TouchpointCounts {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly histogram: Histogram;
}

/** Days from … to, both included, `YYYY-MM-DD`. */
export interface Days {
	readonly from: string;
	readonly to: string;
}

/** Histograms per touchpoint and definition over a window, of all channels or of one. */
export async function countsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	channel: string | undefined
): Promise<TouchpointCounts[]> {
	if (touchpointIds.length === 0) return [];
	let query = trx
		.selectFrom('score_day')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId', summed.as('histogram')])
		.where('workspace_id', '=', workspaceId)
		.where('touchpoint_id', 'in', [...touchpointIds])
		.where('day', '>=', days.from)
		.where('day', '<=', days.to);
	if (channel !== undefined) query = query.where('channel', '=', channel);
	return query.groupBy(['touchpoint_id', 'definition_id']).execute();
}

/** One touchpoint and definition by day; days without answers are left out. */
export async function countsByDay(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointId: string,
	definitionId: string,
	days: Days,
	channel: string | undefined
): Promise<{ day: string; histogram: Histogram }[]> {
	let query = trx
		.selectFrom('score_day')
		.select([sql<string>`day::text`.as('day'), summed.as('histogram')])
		.where('workspace_id', '=', workspaceId)
		.where('touchpoint_id', '=', touchpointId)
		.where('definition_id', '=', definitionId)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to);
	if (channel !== undefined) query = query.where('channel', '=', channel);
	return query.groupBy('day').orderBy('day').execute();
}

/** Every definition that a touchpoint was ever measured by, with all its answers. */
export async function allCountsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointId: string
): Promise<TouchpointCounts[]> {
	return trx
		.selectFrom('score_day')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId', summed.as('histogram')])
		.where('workspace_id', '=', workspaceId)
		.where('touchpoint_id', '=', touchpointId)
		.groupBy(['touchpoint_id', 'definition_id'])
		.execute();
}

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
