import { sql, type Kysely } from 'kysely';

/**
 * What is asked, and where: locked metric definitions, surveys with their published versions, collectors.
 * `touchpoint_id` has no foreign key: a touchpoint is born in a document and reaches the tables a moment later.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// Published versions and definitions never change; the database keeps that promise, not only the program.
	await sql`
		create function wayfelt_refuse_update() returns trigger language plpgsql as $$
		begin
			raise exception '% rows never change', tg_table_name using errcode = 'restrict_violation';
		end $$`.execute(db);

	await sql`
		create table metric_definition (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			metric text not null,
			scale_min smallint not null check (scale_min between 0 and 10),
			scale_max smallint not null check (scale_max between 1 and 10),
			wording jsonb not null,
			box_rule jsonb,
			direction text not null check (direction in ('high', 'low')),
			target double precision not null,
			margin double precision not null check (margin > 0),
			fingerprint bytea not null,
			created_at timestamptz not null default now(),
			primary key (workspace_id, id),
			unique (workspace_id, fingerprint),
			check (scale_min < scale_max)
		)`.execute(db);

	await sql`
		create table survey (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			title text not null check (length(title) between 1 and 200),
			kind text not null,
			draft jsonb not null,
			published_version integer,
			created_by text not null,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create table survey_version (
			workspace_id uuid not null,
			survey_id uuid not null,
			version integer not null check (version >= 1),
			content jsonb not null,
			definitions jsonb not null,
			published_by text not null,
			published_at timestamptz not null default now(),
			primary key (workspace_id, survey_id, version),
			foreign key (workspace_id, survey_id) references survey (workspace_id, id) on delete cascade
		)`.execute(db);
	for (const table of ['metric_definition', 'survey_version']) {
		await sql`create trigger never_changes before update on ${sql.table(table)} for each row execute function wayfelt_refuse_update()`.execute(
			db
		);
	}

	await sql`
		create table collector (
			workspace_id uuid not null,
			id uuid not null,
			survey_id uuid not null,
			touchpoint_id uuid not null,
			channel text not null,
			code text not null check (code ~ '^[0-9A-Za-z]{10,32}$'),
			closed_at timestamptz,
			closes_at timestamptz,
			created_by text not null,
			created_at timestamptz not null default now(),
			primary key (workspace_id, id),
			foreign key (workspace_id, survey_id) references survey (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index collector_of_touchpoint on collector (workspace_id, touchpoint_id)`.execute(db);
	await sql`create index collector_of_survey on collector (workspace_id, survey_id)`.execute(db);

	// The one directory that is not keyed by workspace: a visitor has nothing but the code.
	await sql`
		create table collector_code (
			code text primary key,
			workspace_id uuid not null,
			collector_id uuid not null
		)`.execute(db);

	for (const table of ['metric_definition', 'survey', 'survey_version', 'collector', 'collector_code']) {
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['collector_code', 'collector', 'survey_version', 'survey', 'metric_definition']) {
		await sql`drop table ${sql.table(table)}`.execute(db);
	}
	await sql`drop function wayfelt_refuse_update()`.execute(db);
}
