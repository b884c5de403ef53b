import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** A name that a customer is known by. */
export interface Identity {
	readonly workspaceId: string;
	/** `channel`: how somebody is marked by a channel, which says nothing of them. */
	readonly kind: 'external' | 'phone' | 'email' | 'channel';
	readonly value: string;
}

export const identityKey = (identity: Identity): string =>
	JSON.stringify([identity.workspaceId, identity.kind, identity.value]);

/**
 * Customer ids by `identityKey`, for the identities that are known. Whoever is found is not erased until the transaction
 * ends, and who is just being erased is waited for and not found. An erasure takes its locks in the same order – customer,
 * answers, counts – so neither ever waits for the other in a circle.
 */
export async function knownCustomers(
	db: Kysely<Database>,
	identities: readonly Identity[]
): Promise<Map<string, string>> {
	if (identities.length === 0) return new Map();
	const rows = await sql<Identity & { customerId: string }>`
		select i.workspace_id as "workspaceId", i.kind, i.value, i.customer_id as "customerId"
		from jsonb_to_recordset(${JSON.stringify(identities)}::jsonb) as k("workspaceId" uuid, kind text, value text)
		-- One after the other by the keys. As plain joins every name is looked for once per customer of the workspace: row
		-- security makes the planner believe that there are hardly any.
		cross join lateral (
			select * from customer_identity
			where workspace_id = k."workspaceId" and kind = k.kind and value = k.value limit 1
		) i
		cross join lateral (
			select from customer where workspace_id = i.workspace_id and id = i.customer_id for key share
		) c`.execute(db);
	return new Map(rows.rows.map((row) => [identityKey(row), row.customerId]));
}

/** Lets one transaction at a time introduce customers to a workspace, so that nobody is introduced twice. */
export async function lockCustomers(trx: Kysely<Database>, workspaceIds: readonly string[]): Promise<void> {
	for (const workspaceId of [...new Set(workspaceIds)].sort()) {
		await sql`select pg_advisory_xact_lock(hashtext('wayfelt.customer'), hashtext(${workspaceId}))`.execute(trx);
	}
}

export async function insertCustomers(
	trx: Kysely<Database>,
	customers: readonly { workspaceId: string; id: string; name: string | null }[],
	identities: readonly (Identity & { customerId: string })[]
): Promise<void> {
	if (customers.length > 0) {
		await trx
			.insertInto('customer')
			.values(customers.map((one) => ({ workspace_id: one.workspaceId, id: one.id, name: one.name })))
			.execute();
	}
	if (identities.length === 0) return;
	await trx
		.insertInto('customer_identity')
		.values(
			identities.map((one) => ({
				workspace_id: one.workspaceId,
				kind: one.kind,
				value: one.value,
				customer_id: one.customerId
			}))
		)
		.execute();
}
