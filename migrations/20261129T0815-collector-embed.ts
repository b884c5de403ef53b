import { sql, type Kysely } from 'kysely';

/** How a survey appears on other websites, and on which (`EmbedSettings`); null for other channels and until it is set. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector add column embed jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector drop column embed`.execute(db);
}
