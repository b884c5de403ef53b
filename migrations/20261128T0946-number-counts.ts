import { sql, type Kysely } from 'kysely';

/**
 * Numbers that people type (minutes, money) and what is counted from them: a sketch that adds up, one row a bucket, beside
 * the histograms of scores. One row a bucket and not an array a day, since rows add up by `on conflict`, and two answers of
 * the same day wait for each other only when they said the same; figures in docs/counts.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table number_definition (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			wording jsonb not null,
			unit jsonb not null,
			min double precision,
			max double precision,
			fingerprint bytea not null,
			created_at timestamptz not null default now(),
			primary key (workspace_id, id),
			unique (workspace_id, fingerprint),
			check (min < max)
		)`.execute(db);
	await sql`
		create trigger never_changes before update on number_definition
			for each row execute function wayfelt_refuse_update()`.execute(db);
	await sql`alter table response add column numbers jsonb`.execute(db);

	const counts = sql.raw(`
		bucket smallint not null,
		n integer not null check (n >= 0),
		sum numeric not null,
		squares numeric not null check (squares >= 0)`);
	// Room for the new version of a row beside the old one (HOT update, no index write).
	await sql`
		create table number_day (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			definition_id uuid not null,
			channel text not null,
			day date not null,
			${counts},
			primary key (workspace_id, touchpoint_id, definition_id, channel, day, bucket),
			foreign key (workspace_id, definition_id) references number_definition (workspace_id, id)
		) with (fillfactor = 70)`.execute(db);
	await sql`
		create table number_day_by (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			dimension text not null,
			value text not null,
			definition_id uuid not null,
			day date not null,
			${counts},
			primary key (workspace_id, touchpoint_id, dimension, value, definition_id, day, bucket),
			foreign key (workspace_id, definition_id) references number_definition (workspace_id, id)
		) with (fillfactor = 70)`.execute(db);
	for (const table of ['number_definition', 'number_day', 'number_day_by'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['number_day_by', 'number_day', 'number_definition'])
		await sql`drop table ${sql.table(table)}`.execute(db);
	await sql`alter table response drop column numbers`.execute(db);
}
