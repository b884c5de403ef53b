import { sql, type Kysely } from 'kysely';

/**
 * How often a password was tried, for all processes together. Of no workspace: whoever tries is not known yet. Unlogged:
 * after a crash of the database counting starts again, and a try costs no disk.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create unlogged table sign_in_attempt (
			key bytea primary key,
			points integer not null check (points >= 0),
			ends_at timestamptz not null
		) with (fillfactor = 50)`.execute(db);
	await sql`alter table sign_in_attempt enable row level security`.execute(db);
	await sql`alter table sign_in_attempt force row level security`.execute(db);
	await sql`
		create policy system_only on sign_in_attempt using (current_setting('app.system', true) = 'on')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table sign_in_attempt`.execute(db);
}
