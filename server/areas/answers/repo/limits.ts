import { sql, type Kysely } from 'kysely';
import type { CollectorLimits, Quota, Tally } from '#domain/survey/index.ts';
import type { Database } from '../../../db/tables/index.ts';

/** How many answers of a collector count now. */
export async function tallyOf(
	db: Kysely<Database>,
	workspaceId: string,
	collectorId: string,
	{ quotas }: Pick<CollectorLimits, 'quotas'>
): Promise<Tally> {
	const { rows } = await sql<Record<string, number>>`
		select count(*)::int as "all"${sql.join(
			quotas.map((quota, at) => sql`, count(*) filter (where ${isOf(quota)})::int as ${sql.ref(`q${at}`)}`),
			sql``
		)}
		from response r
		where r.workspace_id = ${workspaceId} and r.collector_id = ${collectorId} and not r.left_out`.execute(db);
	const row = rows[0]!;
	return { all: row.all!, quotas: quotas.map((_, at) => row[`q${at}`]!) };
}

const isOf = ({ field, value }: Quota) =>
	field === 'language'
		? sql`r.language = ${value}`
		: sql`r.parameters ->> ${field.slice('parameters.'.length)} = ${value}`;

/**
 * Holds collectors until the transaction ends, so that whoever counts their answers next sees ours. In the order of their
 * ids, as everybody does. What the table is referred to from is not held up.
 */
export async function holdCollectors(
	trx: Kysely<Database>,
	collectors: readonly { readonly workspaceId: string; readonly collectorId: string }[]
): Promise<void> {
	await sql`
		select c.id from collector c
		join jsonb_to_recordset(${JSON.stringify(collectors)}::jsonb) as k("workspaceId" uuid, "collectorId" uuid)
			on c.workspace_id = k."workspaceId" and c.id = k."collectorId"
		order by c.workspace_id, c.id for no key update of c`.execute(trx);
}

/** Which of these customers have an answer that counts to a collector. */
export async function answeredBy(
	trx: Kysely<Database>,
	workspaceId: string,
	collectorId: string,
	customerIds: readonly string[]
): Promise<Set<string>> {
	if (customerIds.length === 0) return new Set();
	const rows = await trx
		.selectFrom('response')
		.select('customer_id')
		.distinct()
		.where('workspace_id', '=', workspaceId)
		.where('collector_id', '=', collectorId)
		.where('left_out', '=', false)
		.where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
		.execute();
	return new Set(rows.map((row) => row.customer_id!));
}
