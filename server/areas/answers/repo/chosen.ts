import { instantsAround } from '#domain/shared/days.ts';
import { isId } from '#domain/shared/ids.ts';
import type { ResponseFilters } from '#domain/survey/index.ts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

type Condition = RawBuilder<boolean>;

/** So many codes are named one by one; more of them are no rare filter. */
const MOST_NAMED = 1000;

/**
 * What a filter asks of an answer `r`, every condition of its own; null: there can be none.
 * Codes, touchpoints and definitions are named one by one: what the planner knows about them decides whether it goes by them or
 * by time.
 */
export async function conditionsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	filters: ResponseFilters
): Promise<Condition[] | null> {
	const conditions = [...plainConditions(filters), ...daysOf(filters), ...wordsAndMarks(filters)];
	if (filters.tag !== undefined)
		conditions.push(sql`r.id in (
			select t.response_id from response_tag t where t.workspace_id = ${workspaceId} and t.tag = ${filters.tag})`);
	if (filters.surveyId !== undefined || filters.channel !== undefined || filters.place !== undefined) {
		const ids = await collectorIdsOf(trx, workspaceId, filters);
		if (ids?.length === 0) return null;
		if (ids !== null) conditions.push(sql`r.collector_id = any(${ids}::uuid[])`);
	}
	if (filters.journeyId !== undefined) {
		const ids = await touchpointIdsOf(trx, workspaceId, filters.journeyId);
		if (ids.length === 0) return null;
		conditions.push(sql`r.touchpoint_id = any(${ids}::uuid[])`);
	}
	if (filters.metric !== undefined || filters.score !== undefined) {
		const scored = await scoredAs(trx, workspaceId, filters);
		if (scored === null) return null;
		conditions.push(scored);
	}
	return conditions;
}

function plainConditions({
	touchpointId,
	surveyId,
	collectorId,
	channel,
	language,
	version,
	customerId
}: ResponseFilters): Condition[] {
	const conditions: Condition[] = [];
	if (touchpointId !== undefined) conditions.push(sql`r.touchpoint_id = ${touchpointId}`);
	if (surveyId !== undefined) conditions.push(sql`r.survey_id = ${surveyId}`);
	if (collectorId !== undefined) conditions.push(sql`r.collector_id = ${collectorId}`);
	if (channel !== undefined) conditions.push(sql`r.channel = ${channel}`);
	if (language !== undefined) conditions.push(sql`r.language = ${language}`);
	if (version !== undefined) conditions.push(sql`r.survey_version = ${Number(version)}`);
	if (customerId !== undefined) conditions.push(sql`r.customer_id = ${customerId}`);
	return conditions;
}

/** Answers lie in the order of their instants: a day is looked for among those that can be on it. */
function daysOf({ from, to }: ResponseFilters): Condition[] {
	const conditions: Condition[] = [];
	if (from !== undefined)
		conditions.push(
			sql`r.day >= ${from}`,
			sql`r.submitted_at >= ${instantsAround({ from, to: from })[0]}::timestamptz`
		);
	if (to !== undefined)
		conditions.push(sql`r.day <= ${to}`, sql`r.submitted_at < ${instantsAround({ from: to, to })[1]}::timestamptz`);
	return conditions;
}

function wordsAndMarks({ mark, words, text }: ResponseFilters): Condition[] {
	const conditions: Condition[] = [];
	if (words !== undefined || text !== undefined) conditions.push(sql`r.has_text`);
	// In the values alone: an answer's keys are ids of questions.
	if (text !== undefined)
		conditions.push(sql`exists (
			select from jsonb_path_query(r.answers, 'strict $.**?(@.type() == "string")') as w
			where strpos(lower(w #>> '{}'), lower(${text})) > 0)`);
	if (mark === 'none') conditions.push(sql`r.mark is null`);
	else if (mark !== undefined) {
		conditions.push(sql`r.mark is not null`);
		if (mark === 'left-out') conditions.push(sql`r.left_out`);
		else if (mark !== 'any') conditions.push(sql`r.mark = ${mark}`);
	}
	return conditions;
}

/** The codes of a survey, a channel, a place, or all of it; null: too many to name. */
async function collectorIdsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	{ surveyId, channel, place }: ResponseFilters
): Promise<string[] | null> {
	let query = trx.selectFrom('collector').select('id').where('workspace_id', '=', workspaceId);
	if (surveyId !== undefined) query = query.where('survey_id', '=', surveyId);
	if (channel !== undefined) query = query.where('channel', '=', channel);
	if (place !== undefined) query = query.where(isId(place) ? 'id' : 'name', '=', place);
	// A place has to be named: nothing else about an answer says where it was given.
	const rows = await (place === undefined ? query.limit(MOST_NAMED + 1) : query).execute();
	return place === undefined && rows.length > MOST_NAMED ? null : rows.map(({ id }) => id);
}

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

/** With a score of a metric, or within two ends; null: nothing measures it. */
async function scoredAs(
	trx: Kysely<Database>,
	workspaceId: string,
	{ metric, score }: ResponseFilters
): Promise<Condition | null> {
	const [low, high] = score === undefined ? [0, 10] : score.split('-').map(Number);
	const within = sql`e.score::integer between ${low} and ${high}`;
	if (metric === undefined)
		return sql`exists (select from jsonb_each_text(r.scores) as e(definition_id, score) where ${within})`;
	const definitions = await trx
		.selectFrom('metric_definition')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.where('metric', '=', metric)
		.execute();
	if (definitions.length === 0) return null;
	const ids = definitions.map(({ id }) => id);
	return sql`exists (
		select from jsonb_each_text(r.scores) as e(definition_id, score)
		where e.definition_id = any(${ids}::text[]) and ${within})`;
}
