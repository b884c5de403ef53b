import type pg from 'pg';

/** A customer who was erased, and how. */
export interface ErasedCustomer {
	readonly workspaceId: string;
	readonly customerId: string;
	readonly withAnswers: boolean;
}

/** Everybody whom this database has erased; none when it is older than erasing. */
export async function erasedCustomers(client: pg.Client): Promise<ErasedCustomer[]> {
	const { rows } = await client.query<{ there: boolean }>(`select to_regclass('public.erasure') is not null as there`);
	if (!rows[0]!.there) return [];
	const erased = await client.query<ErasedCustomer>(
		`select workspace_id as "workspaceId", customer_id as "customerId", responses_removed > 0 as "withAnswers"
		from erasure order by at, workspace_id, customer_id`
	);
	return erased.rows;
}

/** Those of them who are there again. */
export async function thereAgain(client: pg.Client, erased: readonly ErasedCustomer[]): Promise<ErasedCustomer[]> {
	const { rows } = await client.query<ErasedCustomer>(
		`select e.* from json_to_recordset($1::json) as e("workspaceId" uuid, "customerId" uuid, "withAnswers" boolean)
		join customer c on c.workspace_id = e."workspaceId" and c.id = e."customerId"`,
		[JSON.stringify(erased)]
	);
	return rows;
}

/** The command that erases them (again), as it is typed. */
export const eraseAgain = ({ workspaceId, customerId, withAnswers }: ErasedCustomer): string =>
	`npm run admin -- erase-customer --customer ${customerId} --workspace ${workspaceId}${withAnswers ? ' --delete-responses' : ''} --yes`;
