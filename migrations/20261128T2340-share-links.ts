import { sql, type Kysely } from 'kysely';

/**
 * Links under which the heatmap is read without signing in. Of the link itself only a hash is kept; withdrawn ones stay, so
 * that whoever holds one is told what became of it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table share_link (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			secret_hash bytea not null,
			name text check (length(name) between 1 and 120),
			shown jsonb not null,
			password_hash text,
			created_by text not null,
			created_at timestamptz not null default now(),
			expires_at timestamptz,
			last_opened_at timestamptz,
			withdrawn_at timestamptz,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`call wayfelt_isolate('share_link')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table share_link`.execute(db);
}
