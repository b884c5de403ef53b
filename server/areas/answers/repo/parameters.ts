import { sql, type Kysely } from 'kysely';
import type { ResponseFilters } from '#domain/survey/index.ts';
import type { Database } from '../../../db/tables/index.ts';

/** Names of the parameters that collectors keep and lists brought, of those that a filter names. */
export async function declaredParameters(
	trx: Kysely<Database>,
	workspaceId: string,
	{ surveyId, collectorId }: Pick<ResponseFilters, 'surveyId' | 'collectorId'>
): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		select name from (
			select c.survey_id, c.id as collector_id, p ->> 'name' as name
			from collector c cross join lateral jsonb_array_elements(c.parameters) as p
			where c.workspace_id = ${workspaceId}
			union all
			select c.survey_id, c.id, p.name
			from link_batch b join collector c on c.workspace_id = b.workspace_id and c.id = b.collector_id
			cross join lateral jsonb_array_elements_text(b.parameters) as p(name)
			where b.workspace_id = ${workspaceId}
		) as declared
		where survey_id = coalesce(${surveyId ?? null}::uuid, survey_id)
			and collector_id = coalesce(${collectorId ?? null}::uuid, collector_id)
		group by name order by name`.execute(trx);
	return rows.map(({ name }) => name);
}
