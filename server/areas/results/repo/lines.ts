import type { Histogram, TrendStep } from '#domain/metrics/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { Days } from '#domain/shared/days.ts';
import { choice, type Narrowed } from './scores.ts';

/** Answers of one touchpoint and definition in one day, week (Monday first) or month. */
export interface StepCounts {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** First day of the step. */
	readonly day: string;
	readonly histogram: Histogram;
}

const summed = sql<number[]>`array[${sql.join(
	Array.from({ length: 11 }, (_, at) => sql.raw(`sum(s${at})`))
)}]::integer[]`;

/** Some touchpoints step by step; steps without answers are left out. */
export async function countsBySteps(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	step: TrendStep,
	narrowed: Narrowed
): Promise<StepCounts[]> {
	const { byDimension, where } = choice(narrowed);
	const start = step === 'day' ? sql`day` : sql`date_trunc(${sql.lit(step)}, day)::date`;
	const query = trx
		// Both tables have the columns that are read here.
		.selectFrom((byDimension ? 'score_day_by' : 'score_day') as 'score_day')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId'])
		.select([sql<string>`(${start})::text`.as('day'), summed.as('histogram')])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.groupBy(['touchpoint_id', 'definition_id', start]);
	return (where === null ? query : query.where(where)).execute();
}
