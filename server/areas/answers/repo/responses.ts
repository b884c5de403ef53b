import { instantsAround, type Days } from '#domain/shared/days.ts';
import type { Answers, MarkReason, ResponseFilters } from '#domain/survey/index.ts';
import { conditionsOf } from './chosen.ts';
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

/**
 * Newest first, at most `limit`, after `after` and so many more.
 * @param asOf only what had arrived by then
 */
export async function listResponses(
	trx: Kysely<Database>,
	workspaceId: string,
	filters: ResponseFilters,
	limit: number,
	after: After | undefined,
	{ skip = 0, asOf }: { readonly skip?: number; readonly asOf?: string | undefined } = {}
): Promise<ResponseRow[]> {
	const conditions = await conditionsOf(trx, workspaceId, filters);
	if (conditions === null) return [];
	let query = selected(trx, workspaceId);
	for (const condition of conditions) query = query.where(condition);
	if (asOf !== undefined) query = query.where(sql<boolean>`r.received_at <= ${asOf}::timestamptz`);
	if (after !== undefined) {
		query = query.where(sql<boolean>`(r.submitted_at, r.id) < (${after.submittedKey}::timestamptz, ${after.id}::uuid)`);
	}
	query = query.orderBy('r.submitted_at', 'desc').orderBy('r.id', 'desc').limit(limit);
	return (skip === 0 ? query : query.offset(skip)).execute();
}

/** One answer as it lies in the list; undefined when there is none. */
export const findResponse = (
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<ResponseRow | undefined> => selected(trx, workspaceId).where('r.id', '=', id).executeTakeFirst();

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
