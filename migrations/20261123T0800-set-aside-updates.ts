import { sql, type Kysely } from 'kysely';

/** How many edits each row holds, so that they can be counted without reading them. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table document_set_aside add column updates integer not null default 1 check (updates > 0)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table document_set_aside drop column updates`.execute(db);
}
