import { sql, type Kysely } from 'kysely';

/**
 * What was taken out stays out. `removed_response` holds the ids of answers that were deleted or whose person was erased,
 * and nothing else about them, so that a phone that was offline or a file that is read again does not bring them back.
 * `erasure` is the proof that a person was erased: their id, which by then leads nowhere, and counts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table removed_response (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			removed_on date not null default current_date,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create table erasure (
			workspace_id uuid not null references workspace on delete cascade,
			customer_id uuid not null,
			at timestamptz not null default now(),
			responses_kept integer not null check (responses_kept >= 0),
			responses_removed integer not null check (responses_removed >= 0),
			events integer not null check (events >= 0),
			primary key (workspace_id, customer_id)
		)`.execute(db);
	for (const table of ['removed_response', 'erasure']) await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);

	// The statement that counts answers leaves removed ids out as far as it sees them. One that waited for the removal
	// itself began before it: only a look afterwards, with fresh eyes, finds those. The batch is then tried again.
	await sql`
		create function wayfelt_stays_removed() returns trigger language plpgsql as $$
		begin
			if exists (select from fresh f join removed_response r on r.workspace_id = f.workspace_id and r.id = f.id) then
				raise exception 'an answer was removed while it was sent again' using errcode = 'serialization_failure';
			end if;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger stays_removed after insert on response referencing new table as fresh
		for each statement execute function wayfelt_stays_removed()`.execute(db);

	await sql`create index event_of_customer on event (workspace_id, customer_id, at desc) where customer_id is not null`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index event_of_customer`.execute(db);
	await sql`drop trigger stays_removed on response`.execute(db);
	await sql`drop function wayfelt_stays_removed()`.execute(db);
	for (const table of ['erasure', 'removed_response']) await sql`drop table ${sql.table(table)}`.execute(db);
}
