import { sql, type Kysely } from 'kysely';

/**
 * Answers and operational events can be partitioned by month: every unique key of theirs holds `month`. It follows from the
 * id (the time in a UUIDv7; `1970-01-01` for ids that tell no time, as those of imported rows), so that one key still
 * says that an id is there once, whatever else is sent with it, and a row is found by its id in one partition.
 * Figures, and why the tables are not partitioned yet: tests/bench/partitions/README.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create function wayfelt_month_of(id uuid) returns date language sql immutable parallel safe as $$
			select case when substr(id::text, 15, 1) = '7'
				then date_trunc('month', timestamp '1970-01-01' + interval '1 millisecond'
					* ('x' || substr(id::text, 1, 8) || substr(id::text, 10, 4))::bit(48)::bigint)::date
				else date '1970-01-01' end
		$$`.execute(db);
	for (const table of ['response', 'event']) {
		// A generated column fills the table in one pass; PostgreSQL takes none as the key of partitions, so it becomes a plain one.
		await sql`
			alter table ${sql.table(table)}
				add column month date not null generated always as (wayfelt_month_of(id)) stored`.execute(db);
		await sql`alter table ${sql.table(table)} alter column month drop expression`.execute(db);
		await sql`
			alter table ${sql.table(table)}
				add constraint month_is_that_of_the_id check (month = wayfelt_month_of(id)),
				drop constraint ${sql.ref(`${table}_pkey`)},
				add primary key (workspace_id, id, month)`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['response', 'event']) {
		await sql`
			alter table ${sql.table(table)}
				drop constraint ${sql.ref(`${table}_pkey`)},
				add primary key (workspace_id, id),
				drop column month`.execute(db);
	}
	await sql`drop function wayfelt_month_of(uuid)`.execute(db);
}
