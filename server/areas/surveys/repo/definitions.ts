import type { MetricDefinition } from '#domain/metrics/index.ts';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { MetricDefinitionTable } from '../../../db/tables/survey.ts';

/** A definition's row with the target that holds now: the latest that somebody set, else the one it was born with. */
type DefinitionRow = Selectable<MetricDefinitionTable> & { set_target: number | null; set_margin: number | null };

/** @param until what was set from then on does not hold yet; undefined: all that was set does */
const definitions = (trx: Kysely<Database>, workspaceId: string, until?: Date) =>
	trx
		.selectFrom('metric_definition as d')
		.leftJoinLateral(
			({ selectFrom }) =>
				selectFrom('metric_target as t')
					.select(['t.target as set_target', 't.margin as set_margin'])
					.whereRef('t.workspace_id', '=', 'd.workspace_id')
					.whereRef('t.definition_id', '=', 'd.id')
					.$if(until !== undefined, (query) => query.where('t.set_at', '<', until!))
					.orderBy('t.id', 'desc')
					.limit(1)
					.as('latest'),
			(join) => join.onTrue()
		)
		.selectAll('d')
		.select(['latest.set_target', 'latest.set_margin'])
		.where('d.workspace_id', '=', workspaceId);

const toDefinition = (row: DefinitionRow): MetricDefinition => ({
	id: row.id,
	metric: row.metric,
	scale: { min: row.scale_min, max: row.scale_max },
	wording: row.wording,
	boxRule: row.box_rule,
	direction: row.direction,
	target: row.set_target ?? row.target,
	margin: row.set_margin ?? row.margin
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
	const kept = await definitions(trx, workspaceId).where('d.fingerprint', '=', fingerprint).executeTakeFirstOrThrow();
	return toDefinition(kept);
}

/**
 * Definitions by id; unknown ids are left out.
 * @param until with the targets that held just before
 */
export async function definitionsById(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[],
	until?: Date
): Promise<Map<string, MetricDefinition>> {
	if (ids.length === 0) return new Map();
	const rows = await definitions(trx, workspaceId, until)
		.where('d.id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, toDefinition(row)]));
}

/** Nobody else sets this definition's target until the transaction ends. */
export async function lockDefinition(trx: Kysely<Database>, workspaceId: string, id: string): Promise<void> {
	await trx
		.selectFrom('metric_definition')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.forUpdate()
		.execute();
}

/** Metrics that anything was ever asked by. */
export async function metricsAsked(trx: Kysely<Database>, workspaceId: string): Promise<ReadonlySet<string>> {
	const rows = await trx
		.selectFrom('metric_definition')
		.select('metric')
		.distinct()
		.where('workspace_id', '=', workspaceId)
		.execute();
	return new Set(rows.map(({ metric }) => metric));
}
