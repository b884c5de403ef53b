import { sql, type Kysely } from 'kysely';

/**
 * A mini program beside an official account: what it was last told, and until when it is left alone, apart from the account.
 * Codes of ours on a platform may come to an end: its links do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table channel
			add column mini_check_code text,
			add column mini_check_detail text,
			add column mini_paused_until timestamptz`.execute(db);
	await sql`alter table channel_code add column expires_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from channel_code where expires_at is not null`.execute(db);
	await sql`alter table channel_code drop column expires_at`.execute(db);
	await sql`
		alter table channel drop column mini_check_code, drop column mini_check_detail, drop column mini_paused_until`.execute(
		db
	);
}
