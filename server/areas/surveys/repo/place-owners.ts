import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

export interface PlaceOwner {
	readonly email: string;
	/** Of the member with this address. */
	readonly name: string | null;
}

/** Who answers for places, by their names: each once, those of codes that are open first. */
export async function ownersOf(
	trx: Kysely<Database>,
	workspaceId: string,
	places: readonly string[]
): Promise<ReadonlyMap<string, readonly PlaceOwner[]>> {
	const { rows } = await sql<PlaceOwner & { place: string }>`
		select c.name as place, c.owner_email as email, min(u.name) as name
		from collector c
			left join "user" u on u.email = c.owner_email
				and exists (select from member m where m.workspace_id = c.workspace_id and m.user_id = u.id)
		where c.workspace_id = ${workspaceId} and c.name = any(${[...places]}::text[]) and c.owner_email is not null
		group by 1, 2
		order by 1, bool_or(c.closed_at is null) desc, 2`.execute(trx);
	return new Map(
		[...Map.groupBy(rows, ({ place }) => place)].map(([place, owners]) => [
			place,
			owners.map(({ email, name }) => ({ email, name }))
		])
	);
}
