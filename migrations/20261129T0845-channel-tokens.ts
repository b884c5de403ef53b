import { sql, type Kysely } from 'kysely';

/**
 * What asking a platform needs: its tokens, one for all processes, sealed; the codes that it made for us, which cannot be
 * taken back there; and what it last said about the account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel_token (
			workspace_id uuid not null,
			channel_id uuid not null,
			kind text not null,
			token bytea not null,
			expires_at timestamptz not null,
			forced_at timestamptz,
			primary key (workspace_id, channel_id, kind),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`
		create table channel_code (
			workspace_id uuid not null,
			channel_id uuid not null,
			scene text not null,
			url text not null,
			created_at timestamptz not null,
			primary key (workspace_id, channel_id, scene),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`
		alter table channel
			add column missing jsonb not null default '[]',
			add column paused_until timestamptz,
			add column checked_at timestamptz,
			add column check_code text,
			add column check_detail text`.execute(db);
	for (const table of ['channel_token', 'channel_code']) await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table channel drop column missing, drop column paused_until, drop column checked_at,
		drop column check_code, drop column check_detail`.execute(db);
	for (const table of ['channel_code', 'channel_token']) await sql`drop table ${sql.table(table)}`.execute(db);
}
