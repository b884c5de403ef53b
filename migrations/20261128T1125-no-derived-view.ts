import { sql, type Kysely } from 'kysely';

/** What tables say of a document is written by its area's projection, into tables of that area. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table document drop column derived`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table document add column derived jsonb`.execute(db);
}
