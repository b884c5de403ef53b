import { sql, type Kysely } from 'kysely';

/**
 * How many opened a collector's page and how many began to answer: `collector_day` has the counts, `visit` one row a page
 * for as long as it may tell of itself again, so that each is counted once. What came before is not known: `stages_since`
 * says from when on it is. A collector may pause: closed, and meant to go on.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table collector
			add column paused boolean not null default false,
			add column stages_since timestamptz not null default now()`.execute(db);
	await sql`
		create table collector_day (
			workspace_id uuid not null,
			collector_id uuid not null,
			day date not null,
			views integer not null default 0 check (views >= 0),
			starts integer not null default 0 check (starts >= 0),
			primary key (workspace_id, collector_id, day),
			foreign key (workspace_id, collector_id) references collector (workspace_id, id) on delete cascade
		) with (fillfactor = 50)`.execute(db);
	await sql`
		create table visit (
			workspace_id uuid not null,
			id uuid not null,
			collector_id uuid not null,
			day date not null,
			started boolean not null,
			at timestamptz not null,
			primary key (workspace_id, id),
			foreign key (workspace_id, collector_id) references collector (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index visit_by_time on visit (at)`.execute(db);
	for (const table of ['collector_day', 'visit']) await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['visit', 'collector_day']) await sql`drop table ${sql.table(table)}`.execute(db);
	await sql`alter table collector drop column stages_since, drop column paused`.execute(db);
}
