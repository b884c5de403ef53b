import { sql, type Kysely } from 'kysely';

/**
 * What is seen of a map when it is opened, written with the other things that tables say of it: a page shows it before the
 * document is there. Null: not written yet. Text, since it holds whatever a title holds.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table journey add column opening text`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table journey drop column opening`.execute(db);
}
