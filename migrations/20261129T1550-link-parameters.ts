import { sql, type Kysely } from 'kysely';

/** What the address of a survey may say besides (`?order=…`): which of it a collector keeps, and what came with an answer. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector add column parameters jsonb`.execute(db);
	await sql`alter table response add column parameters jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response drop column parameters`.execute(db);
	await sql`alter table collector drop column parameters`.execute(db);
}
