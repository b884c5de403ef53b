import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/tables/index.ts';
import { BUS_CHANNEL } from './message.ts';

/** Tells the bus once per touchpoint of the rows in `from`: something changed, but nobody has answered. */
export const tell = (from: string) => sql`
	pg_notify(${BUS_CHANNEL}, json_build_object(
		'kind', 'score', 'workspaceId', workspace_id, 'touchpointId', touchpoint_id, 'at', now(), 'correction', true)::text)
	from ${sql.table(from)} group by workspace_id, touchpoint_id`;

/**
 * Tells the bus of touchpoints whose numbers stand in another light: a survey was worded anew or closed, a target moved.
 * Sent when the transaction commits.
 */
export async function tellChanged(
	trx: Kysely<Database>,
	workspaceId: string,
	where:
		{ readonly surveyId: string } | { readonly definitionId: string } | { readonly touchpointIds: readonly string[] }
): Promise<void> {
	const touched =
		'surveyId' in where
			? sql`select distinct workspace_id, touchpoint_id from collector
				where workspace_id = ${workspaceId} and survey_id = ${where.surveyId}`
			: 'definitionId' in where
				? sql`select distinct workspace_id, touchpoint_id from score_day
				where workspace_id = ${workspaceId} and definition_id = ${where.definitionId}`
				: sql`select ${workspaceId}::uuid as workspace_id, touchpoint_id
				from unnest(${[...where.touchpointIds]}::uuid[]) as touchpoint_id`;
	await sql`with changed as (${touched}) select ${tell('changed')}`.execute(trx);
}

/** Tells the bus that lists show a survey otherwise now. Sent when the transaction commits. */
export async function tellSurvey(trx: Kysely<Database>, workspaceId: string, surveyId: string): Promise<void> {
	await sql`select pg_notify(${BUS_CHANNEL}, ${JSON.stringify({ kind: 'survey', workspaceId, surveyId })})`.execute(
		trx
	);
}

/** Tells the bus that a link lets in otherwise now, or nobody any more. Sent when the transaction commits. */
export async function tellShare(trx: Kysely<Database>, workspaceId: string, linkId: string): Promise<void> {
	await sql`select pg_notify(${BUS_CHANNEL}, ${JSON.stringify({ kind: 'share', workspaceId, linkId })})`.execute(trx);
}

/** Tells the bus that touchpoints of a journey count elsewhere now. Sent when the transaction commits. */
export async function tellPlaced(trx: Kysely<Database>, workspaceId: string, journeyId: string): Promise<void> {
	await sql`select pg_notify(${BUS_CHANNEL}, ${JSON.stringify({ kind: 'placed', workspaceId, journeyId })})`.execute(
		trx
	);
}
