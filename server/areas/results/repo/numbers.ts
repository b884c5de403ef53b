import { emptySketch, type Bucket, type Sketch } from '#domain/metrics/index.ts';
import type { Days } from '#domain/shared/days.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { choice, type Narrowed, type SlicedBy, type SliceTotal } from './scores.ts';

export interface TouchpointNumbers {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly sketch: Sketch;
}

/** Whose numbers, by which of the questions that the workspace asks for them. */
export interface AskedNumbers {
	readonly touchpointIds: readonly string[];
	/** Named, so that rows are found by the key, which has them before the days. */
	readonly definitionIds: readonly string[];
}

/** Rows of counts of a window. Both tables have the columns that are read here. */
const rowsOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	{ touchpointIds, definitionIds }: AskedNumbers,
	days: Days,
	byDimension: boolean
) =>
	trx
		.selectFrom((byDimension ? 'number_day_by' : 'number_day') as 'number_day')
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.where(sql<boolean>`definition_id = any(${[...definitionIds]}::uuid[])`)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to);

/** How many typed a number over a window, slice by slice. */
export async function numberSliceTotals(
	trx: Kysely<Database>,
	workspaceId: string,
	asked: AskedNumbers,
	days: Days,
	by: SlicedBy
): Promise<SliceTotal[]> {
	if (asked.touchpointIds.length === 0 || asked.definitionIds.length === 0) return [];
	const slice = by === 'channel' ? sql<string>`channel` : sql<string>`value`;
	return rowsOf(trx, workspaceId, asked, days, by === 'language')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId'])
		.select([slice.as('slice'), sql<number>`sum(n)::integer`.as('n')])
		.$if(by === 'language', (query) => query.where(sql<boolean>`dimension = 'language'`))
		.groupBy(['touchpoint_id', 'definition_id', sql.ref('slice')])
		.execute();
}

/** What was typed per touchpoint and definition over a window, added up. */
export async function sketchesOf(
	trx: Kysely<Database>,
	workspaceId: string,
	asked: AskedNumbers,
	days: Days,
	narrowed: Narrowed
): Promise<TouchpointNumbers[]> {
	if (asked.touchpointIds.length === 0 || asked.definitionIds.length === 0) return [];
	const { byDimension, where } = choice(narrowed);
	const rows = await rowsOf(trx, workspaceId, asked, days, byDimension)
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId', 'bucket'])
		.select([
			sql<number>`sum(n)::integer`.as('n'),
			sql<string>`sum(sum)::text`.as('sum'),
			sql<string>`sum(squares)::text`.as('squares')
		])
		.$if(where !== null, (query) => query.where(where!))
		.groupBy(['touchpoint_id', 'definition_id', 'bucket'])
		// Rows that corrections emptied.
		.having(sql<boolean>`sum(n) > 0`)
		.execute();
	const found = new Map<string, TouchpointNumbers>();
	for (const { touchpointId, definitionId, bucket, n, sum, squares } of rows) {
		const key = `${touchpointId}/${definitionId}`;
		const { sketch } = found.get(key) ?? { sketch: { ...emptySketch, buckets: new Map<number, Bucket>() } };
		(sketch.buckets as Map<number, Bucket>).set(bucket, { n, sum: BigInt(sum) });
		found.set(key, {
			touchpointId,
			definitionId,
			sketch: {
				...sketch,
				n: sketch.n + n,
				sum: sketch.sum + BigInt(sum),
				squares: sketch.squares + BigInt(squares)
			}
		});
	}
	return [...found.values()];
}
