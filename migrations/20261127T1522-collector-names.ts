import { sql, type Kysely } from 'kysely';

/** Several codes may ask the same question on one touchpoint – counter 1, counter 2 –, told apart by their names. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector add column name text check (length(name) between 1 and 100)`.execute(db);
	// How many answers came through each code.
	await sql`create index response_of_collector on response (workspace_id, collector_id)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index response_of_collector`.execute(db);
	await sql`alter table collector drop column name`.execute(db);
}
