import { instantsAround, type Days } from '#domain/shared/days.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { Narrowed } from './scores.ts';

/** One question at one touchpoint. */
export interface Series {
	readonly touchpointId: string;
	readonly definitionId: string;
}

/** What the same people said of an outcome and of other questions. */
export interface SaidByPeople {
	/** Answers to the outcome that were looked at, the newest first. */
	readonly answers: number;
	/** Who gave them. */
	readonly people: number;
	/**
	 * A line a person, in an order that stays: a character for the score of the outcome ("0" + score), then two for each answer
	 * to another question, the older first: which ("0" + place in the list of them) and its score. null: nobody.
	 */
	readonly said: string | null;
}

/**
 * The last answer of every person to the outcome's question within the days, with what the same person said up to so many
 * days before at these touchpoints. Who is no customer is the same person only within one response. As one text: rows by
 * the hundred thousand would hold up everything else while they are read.
 * @param newest looks only at so many answers to the outcome
 */
export async function saidByPeople(
	trx: Kysely<Database>,
	workspaceId: string,
	outcome: Series,
	others: readonly Series[],
	{ days, before, narrowed, newest }: { days: Days; before: number; narrowed: Narrowed; newest: number }
): Promise<SaidByPeople> {
	const [from, to] = instantsAround(days);
	const { channel, collectorIds, language } = narrowed;
	const touchpoints = others.map(({ touchpointId }) => touchpointId);
	const definitions = others.map(({ definitionId }) => definitionId);
	const { rows } = await sql<SaidByPeople>`
		with newest as materialized (
			select customer_id, id, touchpoint_id, submitted_at, day, scores, (scores ->> ${outcome.definitionId})::integer as score
			from response
			where workspace_id = ${workspaceId} and touchpoint_id = ${outcome.touchpointId}
				and submitted_at >= ${from} and submitted_at < ${to} and day >= ${days.from} and day <= ${days.to}
				and not left_out and scores ? ${outcome.definitionId}
				and (customer_id is not null or scores - ${outcome.definitionId}::text <> '{}'::jsonb)
				${channel === undefined ? sql`` : sql`and channel = ${channel}`}
				${collectorIds === undefined ? sql`` : sql`and collector_id = any(${[...collectorIds]}::uuid[])`}
				${language === undefined ? sql`` : sql`and language = ${language}`}
			order by submitted_at desc, id desc
			limit ${newest}
		),
		people as materialized (
			select distinct on (coalesce(customer_id, id)) * from newest
			order by coalesce(customer_id, id), submitted_at desc, id desc
		),
		asked as materialized (
			select touchpoint_id, definition, chr(47 + at::integer) as place
			from unnest(${touchpoints}::uuid[], ${definitions}::text[]) with ordinality as s(touchpoint_id, definition, at)
		),
		said as (
			select p.id, chr(48 + p.score) || string_agg(a.place || chr(48 + e.score::integer), '' order by r.submitted_at, r.id) as line
			from people p
				cross join lateral (
					select o.touchpoint_id, o.scores, o.submitted_at, o.id from response o
					where o.workspace_id = ${workspaceId} and o.customer_id = p.customer_id
						and o.submitted_at >= p.submitted_at - ${before + 2} * interval '1 day'
						and o.submitted_at < p.submitted_at + interval '2 days'
						and o.day >= p.day - ${before}::integer and o.day <= p.day
						and o.touchpoint_id = any(${touchpoints}::uuid[]) and not o.left_out
					union all
					select p.touchpoint_id, p.scores, p.submitted_at, p.id where p.customer_id is null
				) r
				cross join lateral jsonb_each_text(r.scores) as e(definition, score)
				join asked a on a.touchpoint_id = r.touchpoint_id and a.definition = e.definition
			group by p.id, p.score
		)
		select (select count(*) from newest)::integer as answers, (select count(*) from people)::integer as people,
			(select string_agg(line, chr(10) order by id) from said) as said`.execute(trx);
	return rows[0]!;
}
