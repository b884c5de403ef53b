import { instantsAround, type Days } from '#domain/shared/days.ts';
import type { Answers, MarkReason, ResponseFilters } from '#domain/survey/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

export interface ResponseRow {
	readonly id: string;
	readonly survey_id: string;
	readonly survey_version: number;
	readonly collector_id: string;
	readonly touchpoint_id: string;
	readonly channel: string;
	readonly customer_id: string | null;
	readonly answers: Answers;
	readonly scores: Readonly<Record<string, number>>;
	/** What its address said besides. */
	/** Of questions that were hidden again. */
	readonly aside: Answers | null;
	readonly parameters: Readonly<Record<string, string>> | null;
	readonly language: string;
	readonly submitted_at: Date;
	/** Broken off. */
	readonly partial: boolean;
	readonly mark: MarkReason | null;
	readonly left_out: boolean;
	/** The same instant to the microsecond: what a cursor needs to lose no row. */
	readonly submitted_key: string;
}

/** Where a page of answers ended. */
export interface After {
	readonly submittedKey: string;
	readonly id: string;
}

const selected = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('response as r')
		.select([
			'r.id',
			'r.survey_id',
			'r.survey_version',
			'r.collector_id',
			'r.touchpoint_id',
			'r.channel',
			'r.customer_id'
		])
		.select([
			'r.answers',
			'r.aside',
			'r.scores',
			'r.parameters',
			'r.language',
			'r.submitted_at',
			'r.partial',
			'r.mark',
			'r.left_out'
		])
		.select(
			sql<string>`to_char(r.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('submitted_key')
		)
		.where('r.workspace_id', '=', workspaceId);

/** Touchpoints that a journey has or had. */
const touchpointIdsOf = async (trx: Kysely<Database>, workspaceId: string, journeyId: string): Promise<string[]> =>
	(
		await trx
			.selectFrom('touchpoint as t')
			.innerJoin('journey as j', (join) =>
				join.onRef('j.workspace_id', '=', 't.workspace_id').onRef('j.id', '=', 't.journey_id')
			)
			.select('t.id')
			.where('t.workspace_id', '=', workspaceId)
			.where('t.journey_id', '=', journeyId)
			.where('j.deleted_at', 'is', null)
			.execute()
	).map(({ id }) => id);

/** So many codes are named one by one; more of them are no rare filter. */
const MOST_NAMED = 1000;

/** The codes of a survey, a channel, or both; null: too many to name. */
async function collectorIdsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	{ surveyId, channel }: ResponseFilters
): Promise<string[] | null> {
	let query = trx.selectFrom('collector').select('id').where('workspace_id', '=', workspaceId);
	if (surveyId !== undefined) query = query.where('survey_id', '=', surveyId);
	if (channel !== undefined) query = query.where('channel', '=', channel);
	const rows = await query.limit(MOST_NAMED + 1).execute();
	return rows.length > MOST_NAMED ? null : rows.map(({ id }) => id);
}

/** Newest first, at most `limit`, after `after`. */
export async function listResponses(
	trx: Kysely<Database>,
	workspaceId: string,
	filters: ResponseFilters,
	limit: number,
	after: After | undefined
): Promise<ResponseRow[]> {
	let query = selected(trx, workspaceId);
	if (filters.touchpointId !== undefined) query = query.where('r.touchpoint_id', '=', filters.touchpointId);
	if (filters.surveyId !== undefined) query = query.where('r.survey_id', '=', filters.surveyId);
	if (filters.collectorId !== undefined) query = query.where('r.collector_id', '=', filters.collectorId);
	if (filters.channel !== undefined) query = query.where('r.channel', '=', filters.channel);
	// Answers lie in the order of their instants: a day is looked for among those that can be on it.
	if (filters.from !== undefined)
		query = query
			.where('r.day', '>=', filters.from)
			.where(
				sql<boolean>`r.submitted_at >= ${instantsAround({ from: filters.from, to: filters.from })[0]}::timestamptz`
			);
	if (filters.to !== undefined)
		query = query
			.where('r.day', '<=', filters.to)
			.where(sql<boolean>`r.submitted_at < ${instantsAround({ from: filters.to, to: filters.to })[1]}::timestamptz`);
	if (filters.surveyId !== undefined || filters.channel !== undefined) {
		const ids = await collectorIdsOf(trx, workspaceId, filters);
		if (ids?.length === 0) return [];
		if (ids !== null) query = query.where(sql<boolean>`r.collector_id = any(${ids}::uuid[])`);
	}
	if (filters.journeyId !== undefined) {
		// Named one by one: what the planner knows about them decides whether it goes by them or by time.
		const ids = await touchpointIdsOf(trx, workspaceId, filters.journeyId);
		if (ids.length === 0) return [];
		query = query.where(sql<boolean>`r.touchpoint_id = any(${ids}::uuid[])`);
	}
	if (after !== undefined) {
		query = query.where(sql<boolean>`(r.submitted_at, r.id) < (${after.submittedKey}::timestamptz, ${after.id}::uuid)`);
	}
	return query.orderBy('r.submitted_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
}

/**
 * The latest answers of a touchpoint in which somebody wrote something, of versions that measure one of these series –
 * whether its question was answered or skipped – or none at all.
 */
export const latestTexts = (
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointId: string,
	definitionIds: readonly string[],
	{ days, channel, collectorIds, language }: WhichTexts,
	limit: number
): Promise<ResponseRow[]> => {
	let query = selected(trx, workspaceId)
		.where('r.touchpoint_id', '=', touchpointId)
		.where('r.has_text', '=', true)
		.where('r.left_out', '=', false)
		.where(
			sql<boolean>`exists (
				select from survey_version v
				where v.workspace_id = r.workspace_id and v.survey_id = r.survey_id and v.version = r.survey_version
					and (v.definitions = '{}' or exists (
						select from jsonb_each_text(v.definitions) as d where d.value = any(${[...definitionIds]}::text[]))))`
		);
	if (days !== undefined) {
		const [from, to] = instantsAround(days);
		query = query
			.where('r.day', '>=', days.from)
			.where('r.day', '<=', days.to)
			.where(sql<boolean>`r.submitted_at >= ${from}::timestamptz and r.submitted_at < ${to}::timestamptz`);
	}
	if (channel !== undefined) query = query.where('r.channel', '=', channel);
	if (collectorIds !== undefined) query = query.where(sql<boolean>`r.collector_id = any(${[...collectorIds]}::uuid[])`);
	if (language !== undefined) query = query.where('r.language', '=', language);
	return query.orderBy('r.submitted_at', 'desc').orderBy('r.id', 'desc').limit(limit).execute();
};

/** Of all answers, those of these days and of what a filter chooses. */
export interface WhichTexts {
	readonly days?: Days | undefined;
	readonly channel?: string | undefined;
	readonly collectorIds?: readonly string[] | undefined;
	readonly language?: string | undefined;
}
