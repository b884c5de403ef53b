import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

export interface BatchRow {
	readonly id: string;
	readonly collector_id: string;
	readonly code: string;
	readonly name: string | null;
	readonly total: number;
	readonly parameters: readonly string[];
	readonly expires_at: Date;
	readonly revoked_at: Date | null;
	readonly created_at: Date;
	/** Of its links those that are there, and those that were answered. */
	readonly links: number;
	readonly used: number;
}

const batches = (trx: Kysely<Database>, workspaceId: string) =>
	trx
		.selectFrom('link_batch as b')
		.innerJoin('collector as c', (join) =>
			join.onRef('c.workspace_id', '=', 'b.workspace_id').onRef('c.id', '=', 'b.collector_id')
		)
		.select([
			'b.id',
			'b.collector_id',
			'c.code',
			'b.name',
			'b.total',
			'b.parameters',
			'b.expires_at',
			'b.revoked_at',
			'b.created_at'
		])
		.select(
			sql<number>`(select count(*)::int from personal_link l where l.workspace_id = b.workspace_id and l.batch_id = b.id)`.as(
				'links'
			)
		)
		.select(
			sql<number>`(select count(*)::int from personal_link l
				join response r on r.workspace_id = l.workspace_id and r.id = l.id and r.month = wayfelt_month_of(l.id)
				where l.workspace_id = b.workspace_id and l.batch_id = b.id)`.as('used')
		)
		.where('b.workspace_id', '=', workspaceId);

/** Newest first. */
export const listBatches = (trx: Kysely<Database>, workspaceId: string, collectorId: string): Promise<BatchRow[]> =>
	batches(trx, workspaceId).where('b.collector_id', '=', collectorId).orderBy('b.id', 'desc').execute();

export const findBatch = (trx: Kysely<Database>, workspaceId: string, id: string): Promise<BatchRow | undefined> =>
	batches(trx, workspaceId).where('b.id', '=', id).executeTakeFirst();

export interface NewBatch {
	readonly workspace_id: string;
	readonly id: string;
	readonly collector_id: string;
	readonly name: string | null;
	readonly total: number;
	readonly parameters: readonly string[];
	readonly expires_at: Date;
	readonly created_by: string;
	readonly created_at: Date;
}

export async function insertBatch(trx: Kysely<Database>, row: NewBatch): Promise<void> {
	await trx
		.insertInto('link_batch')
		.values({ ...row, parameters: JSON.stringify(row.parameters), revoked_at: null })
		.execute();
}

export interface NewLink {
	readonly id: string;
	readonly nr: number;
	readonly customerId: string | null;
	readonly parameters: Readonly<Record<string, string>>;
}

export async function insertLinks(
	trx: Kysely<Database>,
	{ workspaceId, batchId }: { readonly workspaceId: string; readonly batchId: string },
	links: readonly NewLink[]
): Promise<void> {
	await sql`
		insert into personal_link (workspace_id, id, batch_id, nr, customer_id, parameters)
		select ${workspaceId}, n.id, ${batchId}, n.nr, n."customerId", n.parameters
		from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as n(id uuid, nr integer, "customerId" uuid, parameters jsonb)`.execute(
		trx
	);
}

export async function revokeBatch(trx: Kysely<Database>, workspaceId: string, id: string, at: Date): Promise<void> {
	await trx
		.updateTable('link_batch')
		.set({ revoked_at: at })
		.where('workspace_id', '=', workspaceId)
		.where('id', '=', id)
		.where('revoked_at', 'is', null)
		.execute();
}

export interface ListedLink {
	readonly nr: number;
	readonly id: string;
	readonly parameters: Readonly<Record<string, string>>;
	readonly name: string | null;
	readonly external: string | null;
	readonly email: string | null;
	readonly answered_at: Date | null;
}

/** A page of a batch's links, by their number. */
export async function linksOf(
	trx: Kysely<Database>,
	workspaceId: string,
	batchId: string,
	{ after, limit }: { readonly after: number; readonly limit: number }
): Promise<ListedLink[]> {
	const identity = (kind: string) => sql`(select i.value from customer_identity i
		where i.workspace_id = l.workspace_id and i.customer_id = l.customer_id and i.kind = ${kind} order by i.value limit 1)`;
	const { rows } = await sql<ListedLink>`
		select l.nr, l.id, l.parameters, c.name, ${identity('external')} as external, ${identity('email')} as email,
			(select r.submitted_at from response r
				where r.workspace_id = l.workspace_id and r.id = l.id and r.month = wayfelt_month_of(l.id)) as answered_at
		from personal_link l
		left join customer c on c.workspace_id = l.workspace_id and c.id = l.customer_id
		where l.workspace_id = ${workspaceId} and l.batch_id = ${batchId} and l.nr > ${after}
		order by l.nr limit ${limit}`.execute(trx);
	return rows;
}

/** What a link is now. */
export interface LinkNow {
	readonly revoked: boolean;
	readonly customer_id: string | null;
	readonly parameters: Readonly<Record<string, string>>;
	/** Something was answered with it, also what was taken out since. */
	readonly used: boolean;
}

/** Runs on the system's connection: a visitor belongs to no workspace yet. */
export async function linkNow(
	system: Kysely<Database>,
	workspaceId: string,
	collectorId: string,
	id: string
): Promise<LinkNow | undefined> {
	const { rows } = await sql<LinkNow>`
		select b.revoked_at is not null as revoked, l.customer_id, l.parameters,
			exists (select from response r where r.workspace_id = l.workspace_id and r.id = l.id)
				or exists (select from removed_response x where x.workspace_id = l.workspace_id and x.id = l.id) as used
		from personal_link l
		join link_batch b on b.workspace_id = l.workspace_id and b.id = l.batch_id
		where l.workspace_id = ${workspaceId} and l.id = ${id} and b.collector_id = ${collectorId}`.execute(system);
	return rows[0];
}
