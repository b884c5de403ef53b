import { sql, type Kysely } from 'kysely';

/**
 * What we send over platforms: each message once, what became of it, how many the platform lets us send, and who asks it for
 * a token just now. To whom, and what, is sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel_message (
			workspace_id uuid not null,
			channel_id uuid not null,
			id uuid not null,
			kind text not null,
			dedupe_key text not null check (length(dedupe_key) between 1 and 100),
			number bigint not null,
			person text not null,
			content bytea not null,
			state text not null check (state in ('sending', 'sent', 'arrived', 'failed', 'unknown')),
			code text,
			platform_id text,
			created_at timestamptz not null,
			settled_at timestamptz,
			tapped_at timestamptz,
			primary key (workspace_id, channel_id, id),
			unique (workspace_id, channel_id, dedupe_key),
			unique (workspace_id, channel_id, number),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_message_by_age on channel_message (created_at)`.execute(db);
	await sql`create index channel_message_of_person on channel_message (workspace_id, channel_id, person)`.execute(db);
	await sql`create index channel_message_of_platform on channel_message (workspace_id, channel_id, platform_id)
		where platform_id is not null`.execute(db);
	await sql`
		create table channel_use (
			workspace_id uuid not null,
			channel_id uuid not null,
			day date not null,
			what text not null,
			times integer not null check (times >= 0),
			primary key (workspace_id, channel_id, day, what),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`
		create table channel_lease (
			workspace_id uuid not null,
			channel_id uuid not null,
			what text not null,
			holder uuid not null,
			until timestamptz not null,
			primary key (workspace_id, channel_id, what),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`
		alter table channel_person
			add column acted_at timestamptz,
			add column said_sent smallint not null default 0,
			add column acted_sent smallint not null default 0`.execute(db);
	await sql`alter table channel add column quotas jsonb not null default '[]', add column quotas_at timestamptz`.execute(
		db
	);
	for (const table of ['channel_message', 'channel_use', 'channel_lease'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table channel drop column quotas, drop column quotas_at`.execute(db);
	await sql`alter table channel_person drop column acted_at, drop column said_sent, drop column acted_sent`.execute(db);
	for (const table of ['channel_lease', 'channel_use', 'channel_message'])
		await sql`drop table ${sql.table(table)}`.execute(db);
}
