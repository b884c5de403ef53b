import { sql, type Kysely } from 'kysely';

/** Answers that were broken off: what was answered counts, and the response says that there is no more. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response add column partial boolean not null default false`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response drop column partial`.execute(db);
}
