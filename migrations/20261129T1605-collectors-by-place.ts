import { sql, type Kysely } from 'kysely';

/** Who is in charge of a place is asked for by its name, over all touchpoints that have a code there. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index collector_of_place on collector (workspace_id, name)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index collector_of_place`.execute(db);
}
