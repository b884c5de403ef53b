import { sql, type Kysely } from 'kysely';

/** From when on a collector takes answers, how many, and of whom; null: at once, and of everybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector add column opens_at timestamptz, add column limits jsonb`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table collector drop column opens_at, drop column limits`.execute(db);
}
