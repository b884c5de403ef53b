import { sql, type Kysely } from 'kysely';

/** Answers to questions that were hidden again by a later change: kept with the others, counted nowhere. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response add column aside jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response drop column aside`.execute(db);
}
