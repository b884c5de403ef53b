import type { MetricDefinition } from '#domain/metrics/index.ts';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../tables/index.ts';
import type { MetricDefinitionTable } from '../tables/survey.ts';

const toDefinition = (row: Selectable<MetricDefinitionTable>): MetricDefinition => ({
	id: row.id,
	metric: row.metric,
	scale: { min: row.scale_min, max: row.scale_max },
	wording: row.wording,
	boxRule: row.box_rule,
	direction: row.direction,
	target: row.target,
	margin: row.margin
});

/** Keeps the definition unless the workspace has one with this fingerprint; either way the one that is kept. */
export async function keepDefinition(
	trx: Kysely<Database>,
	workspaceId: string,
	fingerprint: Buffer,
	fresh: MetricDefinition
): Promise<MetricDefinition> {
	await trx
		.insertInto('metric_definition')
		.values({
			workspace_id: workspaceId,
			id: fresh.id,
			metric: fresh.metric,
			scale_min: fresh.scale.min,
			scale_max: fresh.scale.max,
			wording: JSON.stringify(fresh.wording),
			box_rule: JSON.stringify(fresh.boxRule),
			direction: fresh.direction,
			target: fresh.target,
			margin: fresh.margin,
			fingerprint
		})
		.onConflict((conflict) => conflict.columns(['workspace_id', 'fingerprint']).doNothing())
		.execute();
	const kept = await trx
		.selectFrom('metric_definition')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('fingerprint', '=', fingerprint)
		.executeTakeFirstOrThrow();
	return toDefinition(kept);
}

/** Definitions by id; unknown ids are left out. */
export async function definitionsById(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<Map<string, MetricDefinition>> {
	if (ids.length === 0) return new Map();
	const rows = await trx
		.selectFrom('metric_definition')
		.selectAll()
		.where('workspace_id', '=', workspaceId)
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, toDefinition(row)]));
}
