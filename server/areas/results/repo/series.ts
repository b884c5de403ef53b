import type { AskedBy, AskedVersion } from '#domain/metrics/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** What touchpoints are and were asked. */
export interface AskedHistory {
	/** Collectors by touchpoint id. */
	readonly by: ReadonlyMap<string, readonly AskedBy[]>;
	/** Every version of the surveys behind them. */
	readonly versions: readonly AskedVersion[];
}

/** Collectors of the touchpoints and the published versions of their surveys. A collector whose date has passed is closed. */
export async function askedHistory(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	now: Date
): Promise<AskedHistory> {
	if (touchpointIds.length === 0) return { by: new Map(), versions: [] };
	const collectors = await trx
		.selectFrom('collector')
		.select(['touchpoint_id', 'survey_id', 'created_at', 'closed_at', 'closes_at'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.execute();
	const by = new Map<string, AskedBy[]>();
	for (const row of collectors) {
		const expired = row.closes_at !== null && row.closes_at <= now ? row.closes_at : null;
		const way = { surveyId: row.survey_id, createdAt: row.created_at, closedAt: row.closed_at ?? expired };
		by.set(row.touchpoint_id, [...(by.get(row.touchpoint_id) ?? []), way]);
	}
	const surveyIds = [...new Set(collectors.map((row) => row.survey_id))];
	if (surveyIds.length === 0) return { by, versions: [] };
	const versions = await trx
		.selectFrom('survey_version')
		.select(['survey_id as surveyId', 'version', 'definitions', 'published_at as publishedAt'])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`survey_id = any(${surveyIds}::uuid[])`)
		.execute();
	return { by, versions };
}
