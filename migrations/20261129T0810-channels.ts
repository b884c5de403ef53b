import { sql, type Kysely } from 'kysely';

/**
 * Accounts on platforms over which surveys go out, what those platforms push to us, who was heard of there, and what went
 * wrong. Secrets, and what people said or are called there, are sealed: the key is neither here nor in a backup.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			kind text not null,
			settings jsonb not null,
			secrets bytea not null,
			verified_at timestamptz,
			last_push_at timestamptz,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			primary key (workspace_id, id),
			unique (workspace_id, kind)
		)`.execute(db);
	await sql`
		create table channel_push (
			workspace_id uuid not null,
			channel_id uuid not null,
			id uuid not null,
			dedupe_key text not null check (length(dedupe_key) between 1 and 100),
			person text not null,
			content bytea not null,
			happened_at timestamptz not null,
			received_at timestamptz not null,
			handled_at timestamptz,
			primary key (workspace_id, channel_id, id),
			unique (workspace_id, channel_id, dedupe_key),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_push_by_age on channel_push (received_at)`.execute(db);
	await sql`
		create table channel_person (
			workspace_id uuid not null,
			channel_id uuid not null,
			person text not null,
			name bytea not null,
			follows boolean not null,
			first_at timestamptz not null,
			last_at timestamptz not null,
			said_at timestamptz,
			primary key (workspace_id, channel_id, person),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`
		create table channel_log (
			workspace_id uuid not null,
			channel_id uuid not null,
			code text not null,
			detail text not null,
			hour timestamptz not null,
			first_at timestamptz not null,
			last_at timestamptz not null,
			times integer not null check (times >= 1),
			primary key (workspace_id, channel_id, hour, code, detail),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_log_by_age on channel_log (hour)`.execute(db);
	for (const table of ['channel', 'channel_push', 'channel_person', 'channel_log'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['channel_log', 'channel_person', 'channel_push', 'channel'])
		await sql`drop table ${sql.table(table)}`.execute(db);
}
