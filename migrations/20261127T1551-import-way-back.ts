import { sql, type Kysely } from 'kysely';

/**
 * A way back from an import: every answer knows the run that brought it, and what its row looked like, so that the run can
 * be undone as a whole and rows that are there already are found in another file. A deleted answer can be brought back, one
 * whose person was erased cannot: what was taken out before today is taken for the latter, and whose a deleted one was stays
 * known until that person is erased.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table response add column import_run_id uuid, add column import_look text`.execute(db);
	await sql`create index response_of_import on response (workspace_id, import_run_id) where import_run_id is not null`.execute(
		db
	);
	await sql`create index response_by_look on response (workspace_id, import_look) where import_look is not null`.execute(
		db
	);
	await sql`
		alter table removed_response add column restorable boolean not null default false, add column customer_id uuid`.execute(
		db
	);

	await sql`alter table import_run drop constraint import_run_status_check`.execute(db);
	await sql`
		alter table import_run
			add constraint import_run_status_check check (status in ('running', 'done', 'failed', 'undoing', 'undone')),
			add column undone integer not null default 0 check (undone >= 0),
			add column undone_by text,
			add column undone_at timestamptz,
			add column first_day date,
			add column last_day date`.execute(db);

	// A part that is on its way while its run is undone must not arrive after it. The lock holds the undoing up until the
	// part is committed, so that it finds it. Class 23: the part is refused, nobody else's answers are.
	await sql`
		create function wayfelt_import_is_open() returns trigger language plpgsql as $$
		declare
			run record;
		begin
			for run in
				select i.status from import_run i
				where exists (select from fresh f where f.workspace_id = i.workspace_id and f.import_run_id = i.id)
				for share of i
			loop
				if run.status <> 'running' then
					raise exception 'the import has ended' using errcode = 'check_violation';
				end if;
			end loop;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger import_is_open after insert on response referencing new table as fresh
		for each statement execute function wayfelt_import_is_open()`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop trigger import_is_open on response`.execute(db);
	await sql`drop function wayfelt_import_is_open()`.execute(db);
	await sql`alter table import_run drop constraint import_run_status_check`.execute(db);
	await sql`update import_run set status = 'failed' where status in ('undoing', 'undone')`.execute(db);
	await sql`
		alter table import_run
			add constraint import_run_status_check check (status in ('running', 'done', 'failed')),
			drop column undone, drop column undone_by, drop column undone_at, drop column first_day, drop column last_day`.execute(
		db
	);
	await sql`alter table removed_response drop column restorable, drop column customer_id`.execute(db);
	await sql`alter table response drop column import_run_id, drop column import_look`.execute(db);
}
