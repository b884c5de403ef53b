import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { Identity } from './identities.ts';

/** How many were not there before. */
export async function addMarks(
	trx: Kysely<Database>,
	workspaceId: string,
	marks: readonly string[],
	at: Date
): Promise<number> {
	const { numAffectedRows } = await sql`
		insert into do_not_contact (workspace_id, mark, added_at)
		select ${workspaceId}, mark, ${at.toISOString()}::timestamptz from unnest(${[...marks]}::text[]) as mark
		order by mark
		on conflict do nothing`.execute(trx);
	return Number(numAffectedRows ?? 0n);
}

export async function removeMarks(
	trx: Kysely<Database>,
	workspaceId: string,
	marks: readonly string[]
): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('do_not_contact')
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`mark = any(${[...marks]}::text[])`)
		.executeTakeFirst();
	return Number(numDeletedRows);
}

export const countMarks = async (trx: Kysely<Database>, workspaceId: string): Promise<number> =>
	Number(
		(
			await trx
				.selectFrom('do_not_contact')
				.select(({ fn }) => fn.countAll().as('n'))
				.where('workspace_id', '=', workspaceId)
				.executeTakeFirstOrThrow()
		).n
	);

/** Which of these marks are in the list. */
export const marksAmong = async (
	db: Kysely<Database>,
	workspaceId: string,
	marks: readonly string[]
): Promise<ReadonlySet<string>> =>
	new Set(
		(
			await db
				.selectFrom('do_not_contact')
				.select('mark')
				.where('workspace_id', '=', workspaceId)
				.where(sql<boolean>`mark = any(${[...marks]}::text[])`)
				.execute()
		).map(({ mark }) => mark)
	);

/** By what else each of these customers is known; `of` is which of the given ones it is. */
export async function namesBeside(
	db: Kysely<Database>,
	workspaceId: string,
	names: readonly Pick<Identity, 'kind' | 'value'>[]
): Promise<(Pick<Identity, 'kind' | 'value'> & { readonly of: number })[]> {
	const given = names.map(({ kind, value }, of) => ({ of, kind, value }));
	const { rows } = await sql<Pick<Identity, 'kind' | 'value'> & { of: number }>`
		select k.of, o.kind, o.value
		from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as k("of" int, kind text, value text)
		join customer_identity i on i.workspace_id = ${workspaceId} and i.kind = k.kind and i.value = k.value
		join customer_identity o on o.workspace_id = i.workspace_id and o.customer_id = i.customer_id`.execute(db);
	return rows;
}
