import type { Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

export interface CustomerRow {
	readonly id: string;
	readonly name: string | null;
	readonly identities: readonly { readonly kind: string; readonly value: string }[];
}

/** A customer with every name that they are known by. */
export async function findCustomer(
	trx: Kysely<Database>,
	workspaceId: string,
	id: string
): Promise<CustomerRow | undefined> {
	const found = await trx
		.selectFrom('customer')
		.select(['id', 'name'])
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.executeTakeFirst();
	if (found === undefined) return undefined;
	const identities = await trx
		.selectFrom('customer_identity')
		.select(['kind', 'value'])
		.where('workspace_id', '=', workspaceId)
		.where('customer_id', '=', id)
		.orderBy('kind')
		.orderBy('value')
		.execute();
	return { ...found, identities };
}
