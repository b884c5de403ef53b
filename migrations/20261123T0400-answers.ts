import { sql, type Kysely } from 'kysely';

/**
 * Answers and what is counted from them, customers, operational events, imports, and the outbox that later work reads.
 * `response` is append-only with the id given by the form; `score_day` is the additive histogram, one wide row per
 * touchpoint × definition × channel × day, from which every number is made.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table customer (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			name text,
			created_at timestamptz not null default now(),
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create table customer_identity (
			workspace_id uuid not null,
			kind text not null,
			value text not null,
			customer_id uuid not null,
			created_at timestamptz not null default now(),
			primary key (workspace_id, kind, value),
			foreign key (workspace_id, customer_id) references customer (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index customer_identity_of_customer on customer_identity (workspace_id, customer_id)`.execute(db);

	await sql`
		create table response (
			workspace_id uuid not null,
			id uuid not null,
			survey_id uuid not null,
			survey_version integer not null,
			collector_id uuid not null,
			touchpoint_id uuid not null,
			channel text not null,
			customer_id uuid,
			answers jsonb not null,
			scores jsonb not null,
			has_text boolean not null,
			language text not null,
			submitted_at timestamptz not null,
			received_at timestamptz not null default now(),
			day date not null,
			body_hash bytea not null,
			primary key (workspace_id, id),
			foreign key (workspace_id, survey_id, survey_version) references survey_version (workspace_id, survey_id, version),
			foreign key (workspace_id, collector_id) references collector (workspace_id, id),
			foreign key (workspace_id, customer_id) references customer (workspace_id, id)
		)`.execute(db);
	await sql`create index response_by_time on response (workspace_id, submitted_at desc, id desc)`.execute(db);
	await sql`create index response_of_touchpoint on response (workspace_id, touchpoint_id, submitted_at desc, id desc)`.execute(
		db
	);
	await sql`create index response_of_customer on response (workspace_id, customer_id, submitted_at desc) where customer_id is not null`.execute(
		db
	);

	// Half-filled pages leave room for the new version of a hot row beside the old one (HOT update, no index write).
	const counts = Array.from({ length: 11 }, (_, at) =>
		sql.raw(`s${at} integer not null default 0 check (s${at} >= 0)`)
	);
	await sql`
		create table score_day (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			definition_id uuid not null,
			channel text not null,
			day date not null,
			${sql.join(counts)},
			primary key (workspace_id, touchpoint_id, definition_id, channel, day),
			foreign key (workspace_id, definition_id) references metric_definition (workspace_id, id)
		) with (fillfactor = 50)`.execute(db);
	await sql`create index score_day_by_day on score_day (workspace_id, day)`.execute(db);

	await sql`
		create table event (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			type text not null,
			at timestamptz not null,
			touchpoint_id uuid,
			customer_id uuid,
			properties jsonb not null default '{}',
			received_at timestamptz not null default now(),
			primary key (workspace_id, id),
			foreign key (workspace_id, customer_id) references customer (workspace_id, id)
		)`.execute(db);
	await sql`create index event_by_type on event (workspace_id, type, at)`.execute(db);

	await sql`
		create table outbox (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			kind text not null,
			payload jsonb not null,
			created_at timestamptz not null default now(),
			done_at timestamptz,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`create index outbox_waiting on outbox (workspace_id, created_at) where done_at is null`.execute(db);

	await sql`
		create table import_run (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			kind text not null,
			file_name text not null,
			total integer not null default 0,
			created integer not null default 0,
			duplicate integer not null default 0,
			failed integer not null default 0,
			status text not null check (status in ('running', 'done', 'failed')),
			created_by text not null,
			created_at timestamptz not null default now(),
			finished_at timestamptz,
			report jsonb,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`create index import_run_by_time on import_run (workspace_id, created_at desc)`.execute(db);

	for (const table of ['customer', 'customer_identity', 'response', 'score_day', 'event', 'outbox', 'import_run']) {
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['import_run', 'outbox', 'event', 'score_day', 'response', 'customer_identity', 'customer']) {
		await sql`drop table ${sql.table(table)}`.execute(db);
	}
}
