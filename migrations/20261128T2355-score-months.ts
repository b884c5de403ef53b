import { sql, type Kysely } from 'kysely';

/**
 * Days of months that are long past, added up: a row a month instead of some thirty, for windows of years. The days stay,
 * and say what is true; a month counts only while `score_month_kept` names it. Whatever changes a day of such a month
 * takes its name away in the same transaction, and a job adds the month up anew (docs/counts.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const scores = sql.raw(Array.from({ length: 11 }, (_, at) => `s${at} integer not null`).join(', '));
	await sql`
		create table score_month (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			definition_id uuid not null,
			channel text not null,
			month date not null,
			first date not null,
			last date not null,
			${scores},
			primary key (workspace_id, touchpoint_id, definition_id, channel, month)
		)`.execute(db);
	await sql`
		create table score_month_by (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			dimension text not null,
			value text not null,
			definition_id uuid not null,
			month date not null,
			first date not null,
			last date not null,
			${scores},
			primary key (workspace_id, touchpoint_id, dimension, value, definition_id, month)
		)`.execute(db);
	await sql`
		create table score_month_kept (
			workspace_id uuid not null references workspace on delete cascade,
			month date not null,
			primary key (workspace_id, month)
		)`.execute(db);
	// Some days of a touchpoint, whatever its definitions and channels: by the key all of its days are looked through.
	await sql`create index score_day_of_touchpoint on score_day (workspace_id, touchpoint_id, day)`.execute(db);
	for (const table of ['score_month', 'score_month_by', 'score_month_kept'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);

	// The lock is shared: writers do not wait for one another, only for the job, and it for them. An import changes thousands of
	// days of one month: what a transaction has done is noted in a setting of its own.
	await sql`
		create function wayfelt_month_changes() returns trigger language plpgsql as $$
		declare
			changed record := coalesce(new, old);
			begun date;
			done text := coalesce(current_setting('wayfelt.months_changed', true), '');
			name text;
		begin
			foreach begun in array array[date_trunc('month', changed.day)::date, date_trunc('month', coalesce(old.day, changed.day))::date] loop
				name := changed.workspace_id || ' ' || begun || ',';
				continue when position(name in done) > 0;
				perform pg_advisory_xact_lock_shared(hashtextextended('months ' || changed.workspace_id, 0));
				delete from score_month_kept where workspace_id = changed.workspace_id and month = begun;
				done := done || name;
				perform set_config('wayfelt.months_changed', done, true);
			end loop;
			return null;
		end $$`.execute(db);
	// What is days old at most is in no month that is kept: nearly every answer goes by without the function.
	for (const table of ['score_day', 'score_day_by']) {
		const on = (event: string, when: string) =>
			sql`create trigger ${sql.raw(`month_changes_on_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
				for each row when (${sql.raw(when)}) execute function wayfelt_month_changes()`.execute(db);
		await on('insert', 'new.day < current_date - 35');
		await on('update', 'old.day < current_date - 35 or new.day < current_date - 35');
		await on('delete', 'old.day < current_date - 35');
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['score_day', 'score_day_by'])
		for (const event of ['insert', 'update', 'delete'])
			await sql`drop trigger ${sql.raw(`month_changes_on_${event}`)} on ${sql.table(table)}`.execute(db);
	await sql`drop function wayfelt_month_changes()`.execute(db);
	await sql`drop index score_day_of_touchpoint`.execute(db);
	for (const table of ['score_month_kept', 'score_month_by', 'score_month'])
		await sql`drop table ${sql.table(table)}`.execute(db);
}
