import type { NumberDefinition } from '#domain/metrics/index.ts';
import type { Kysely, Selectable } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { NumberDefinitionTable } from '../../../db/tables/survey.ts';

const toDefinition = ({
	id,
	wording,
	unit,
	min,
	max
}: Omit<Selectable<NumberDefinitionTable>, 'workspace_id' | 'fingerprint' | 'created_at'>): NumberDefinition => ({
	id,
	wording,
	unit,
	min,
	max
});

const definitions = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('number_definition')
		.select(['id', 'wording', 'unit', 'min', 'max'])
		.where('workspace_id', '=', workspaceId);

/** Keeps the definition unless the workspace has one with this fingerprint. @returns the id of the one that is kept */
export async function keepNumberDefinition(
	trx: Kysely<Database>,
	workspaceId: string,
	fingerprint: Buffer,
	fresh: NumberDefinition
): Promise<string> {
	await trx
		.insertInto('number_definition')
		.values({
			workspace_id: workspaceId,
			id: fresh.id,
			wording: JSON.stringify(fresh.wording),
			unit: JSON.stringify(fresh.unit),
			min: fresh.min,
			max: fresh.max,
			fingerprint
		})
		.onConflict((conflict) => conflict.columns(['workspace_id', 'fingerprint']).doNothing())
		.execute();
	return (await definitions(trx, workspaceId).where('fingerprint', '=', fingerprint).executeTakeFirstOrThrow()).id;
}

/** Ids of all that a workspace has ever asked for a number by. */
export async function numberDefinitionIds(trx: Kysely<Database>, workspaceId: string): Promise<string[]> {
	const rows = await trx
		.selectFrom('number_definition')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.orderBy('id')
		.execute();
	return rows.map(({ id }) => id);
}

/** Definitions by id; unknown ids are left out. */
export async function numberDefinitionsById(
	trx: Kysely<Database>,
	workspaceId: string,
	ids: readonly string[]
): Promise<Map<string, NumberDefinition>> {
	if (ids.length === 0) return new Map();
	const rows = await definitions(trx, workspaceId)
		.where('id', 'in', [...ids])
		.execute();
	return new Map(rows.map((row) => [row.id, toDefinition(row)]));
}
