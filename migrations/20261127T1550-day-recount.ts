import { sql, type Kysely } from 'kysely';

/**
 * A workspace whose time zone was changed: its answers are put on the days that they have in the new one, some at a time,
 * and `cursor` says how far that is. Finished rows stay: the settings say when it was done.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table day_recount (
			workspace_id uuid not null references workspace on delete cascade,
			time_zone text not null,
			requested_at timestamptz not null,
			cursor uuid,
			moved integer not null default 0 check (moved >= 0),
			moved_in_pass integer not null default 0 check (moved_in_pass >= 0),
			finished_at timestamptz,
			primary key (workspace_id)
		)`.execute(db);
	await sql`call wayfelt_isolate('day_recount')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table day_recount`.execute(db);
}
