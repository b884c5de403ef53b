import { emptySketch, type Bucket, type Sketch } from '#domain/metrics/index.ts';
import type { Days } from '#domain/shared/days.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { choice, type Narrowed } from './scores.ts';

export interface TouchpointNumbers {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly sketch: Sketch;
}

/** What was typed per touchpoint and definition over a window, added up. */
export async function sketchesOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	narrowed: Narrowed
): Promise<TouchpointNumbers[]> {
	if (touchpointIds.length === 0) return [];
	const { byDimension, where } = choice(narrowed);
	// Both tables have the columns that are read here.
	const rows = await trx
		.selectFrom((byDimension ? 'number_day_by' : 'number_day') as 'number_day')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId', 'bucket'])
		.select([
			sql<number>`sum(n)::integer`.as('n'),
			sql<string>`sum(sum)::text`.as('sum'),
			sql<string>`sum(squares)::text`.as('squares')
		])
		.where('workspace_id', '=', workspaceId)
		.$if(where !== null, (query) => query.where(where!))
		.where('touchpoint_id', 'in', [...touchpointIds])
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
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
