import { sql, type Kysely } from 'kysely';
import type { Trx } from '../../../db/scope.ts';
import type { Database } from '../../../db/tables/index.ts';
import type { Identity } from '../../customers/repo/identities.ts';

/** A customer that somebody asked for. */
export interface FoundCustomer {
	readonly workspaceId: string;
	readonly id: string;
	readonly name: string | null;
	readonly createdAt: Date;
	readonly identities: readonly { readonly kind: string; readonly value: string }[];
}

/** Customers with this id or one of these names, in one workspace or in all of them. */
export async function customersKnownAs(
	system: Kysely<Database>,
	known: { readonly id: string | null; readonly names: readonly Omit<Identity, 'workspaceId'>[] },
	workspaceId: string | undefined
): Promise<FoundCustomer[]> {
	const { rows } = await sql<FoundCustomer>`
		select c.workspace_id as "workspaceId", c.id, c.name, c.created_at as "createdAt", coalesce((
			select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
			from customer_identity i where i.workspace_id = c.workspace_id and i.customer_id = c.id), '[]') as identities
		from customer c
		where c.workspace_id = coalesce(${workspaceId ?? null}::uuid, c.workspace_id) and (c.id = ${known.id}::uuid or exists (
			select from jsonb_to_recordset(${JSON.stringify(known.names)}::jsonb) as k(kind text, value text)
			join customer_identity i on i.workspace_id = c.workspace_id and i.kind = k.kind and i.value = k.value
			where i.customer_id = c.id))
		order by c.workspace_id, c.id`.execute(system);
	return rows;
}

/** When the customer of this id was erased; undefined when never. */
export const erasedAt = async (
	system: Kysely<Database>,
	customerId: string,
	workspaceId: string | undefined
): Promise<Date | undefined> => {
	let query = system.selectFrom('erasure').select('at').where('customer_id', '=', customerId);
	if (workspaceId !== undefined) query = query.where('workspace_id', '=', workspaceId);
	return (await query.executeTakeFirst())?.at;
};

/** What hangs on a customer. */
export interface Holdings {
	readonly responses: number;
	/** Of these, with something written. */
	readonly texts: number;
	readonly events: number;
}

export async function holdingsOf(trx: Trx, workspaceId: string, customerId: string): Promise<Holdings> {
	const { rows } = await sql<Holdings>`
		select count(*) as responses, count(*) filter (where r.has_text) as texts,
			(select count(*) from event where workspace_id = ${workspaceId} and customer_id = ${customerId}) as events
		from response r where r.workspace_id = ${workspaceId} and r.customer_id = ${customerId}`.execute(trx);
	return rows[0]!;
}

/** Titles of the journeys on whose map one of these words stands. */
export async function mapsNaming(trx: Trx, workspaceId: string, words: readonly string[]): Promise<string[]> {
	const { rows } = await sql<{ title: string }>`
		select title from journey
		where workspace_id = ${workspaceId} and deleted_at is null
			and exists (select from unnest(${words}::text[]) as word where position(lower(word) in search_text) > 0)
		order by title`.execute(trx);
	return rows.map(({ title }) => title);
}

/** Nobody links anything to the customer until the transaction ends. False when there is none. */
export const lockCustomer = async (trx: Trx, workspaceId: string, customerId: string): Promise<boolean> =>
	(await trx
		.selectFrom('customer')
		.select('id')
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', customerId)
		.forUpdate()
		.executeTakeFirst()) !== undefined;

export const responsesOf = async (trx: Trx, workspaceId: string, customerId: string): Promise<string[]> =>
	(
		await trx
			.selectFrom('response')
			.select('id')
			.where('workspace_id', '=', workspaceId)
			.where('customer_id', '=', customerId)
			.orderBy('id')
			.execute()
	).map(({ id }) => id);

/** How channels mark the customer. */
export const channelMarksOf = async (trx: Trx, workspaceId: string, customerId: string): Promise<string[]> =>
	(
		await trx
			.selectFrom('customer_identity')
			.select('value')
			.where('workspace_id', '=', workspaceId)
			.where('customer_id', '=', customerId)
			.where('kind', '=', 'channel')
			.execute()
	).map(({ value }) => value);

/** What happened stays, to whom and with which particulars goes. */
export async function detachEvents(trx: Trx, workspaceId: string, customerId: string): Promise<number> {
	const { numUpdatedRows } = await trx
		.updateTable('event')
		.set({ customer_id: null, properties: '{}' })
		.where('workspace_id', '=', workspaceId)
		.where('customer_id', '=', customerId)
		.executeTakeFirst();
	return Number(numUpdatedRows);
}

/** The name, and with it every identity. */
export async function deleteCustomer(trx: Trx, workspaceId: string, customerId: string): Promise<void> {
	await trx.deleteFrom('customer').where('workspace_id', '=', workspaceId).where('id', '=', customerId).execute();
}

/** Replaces the note of an earlier erasure, should somebody have brought the same customer back by hand. */
export async function noteErasure(
	trx: Trx,
	row: { workspaceId: string; customerId: string; at: Date; kept: number; removed: number; events: number }
): Promise<void> {
	const counts = { at: row.at, responses_kept: row.kept, responses_removed: row.removed, events: row.events };
	await trx
		.insertInto('erasure')
		.values({ workspace_id: row.workspaceId, customer_id: row.customerId, ...counts })
		.onConflict((on) => on.columns(['workspace_id', 'customer_id']).doUpdateSet(counts))
		.execute();
}
