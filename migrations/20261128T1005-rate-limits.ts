import { sql, type Kysely } from 'kysely';

/**
 * How often something was tried, for all processes together, as rate-limiter-flexible's store for PostgreSQL writes it (it names
 * no columns: their order counts); until now only passwords were counted, in a form of our own. Of no workspace: whoever tries
 * is not known yet. Unlogged: after a crash of the database counting starts again, and a try costs no disk.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create unlogged table rate_limit (
			key text primary key,
			points integer not null,
			expire bigint not null
		) with (fillfactor = 50)`.execute(db);
	await isolated(db, 'rate_limit');
	await sql`drop table sign_in_attempt`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`
		create unlogged table sign_in_attempt (
			key bytea primary key,
			points integer not null check (points >= 0),
			ends_at timestamptz not null
		) with (fillfactor = 50)`.execute(db);
	await isolated(db, 'sign_in_attempt');
	await sql`drop table rate_limit`.execute(db);
}

async function isolated(db: Kysely<unknown>, table: string): Promise<void> {
	await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
	await sql`alter table ${sql.table(table)} force row level security`.execute(db);
	await sql`
		create policy system_only on ${sql.table(table)} using (current_setting('app.system', true) = 'on')`.execute(db);
}
