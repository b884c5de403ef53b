import { sql, type Kysely } from 'kysely';

/**
 * Workspaces, members, invitations, API tokens. `workspace_id` leads every primary key (see architecture, Storage),
 * and row-level security is forced on every table: without `app.workspace` a query sees nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// The one place where the rule is written; every later migration calls it for its tables.
	await sql`
		create function wayfelt_sees(row_workspace uuid) returns boolean language sql stable parallel safe as $$
			select row_workspace = nullif(current_setting('app.workspace', true), '')::uuid
				or current_setting('app.system', true) = 'on'
		$$`.execute(db);
	await sql`
		create procedure wayfelt_isolate(name regclass) language plpgsql as $$
		begin
			execute format('alter table %s enable row level security', name);
			execute format('alter table %s force row level security', name);
			execute format('create policy workspace_only on %s using (wayfelt_sees(workspace_id)) with check (wayfelt_sees(workspace_id))', name);
		end $$`.execute(db);

	await sql`
		create table workspace (
			workspace_id uuid primary key,
			name text not null check (length(name) between 1 and 120),
			time_zone text not null,
			min_n integer not null default 5 check (min_n between 1 and 1000),
			rank_n integer not null default 30 check (rank_n >= min_n),
			created_at timestamptz not null default now()
		)`.execute(db);
	await sql`
		create table department (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			parent_id uuid,
			name text not null check (length(name) between 1 and 120),
			created_at timestamptz not null default now(),
			primary key (workspace_id, id),
			foreign key (workspace_id, parent_id) references department (workspace_id, id)
		)`.execute(db);
	await sql`
		create table member (
			workspace_id uuid not null references workspace on delete cascade,
			user_id text not null,
			role text not null check (role in ('owner','admin','editor','analyst','agent','viewer')),
			department_id uuid,
			created_at timestamptz not null default now(),
			primary key (workspace_id, user_id),
			foreign key (workspace_id, department_id) references department (workspace_id, id)
		)`.execute(db);
	await sql`create index member_of_user on member (user_id)`.execute(db);
	await sql`
		create table invitation (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			token_hash bytea not null,
			role text not null check (role in ('owner','admin','editor','analyst','agent','viewer')),
			department_id uuid,
			note text,
			created_by text not null,
			created_at timestamptz not null default now(),
			expires_at timestamptz not null,
			accepted_by text,
			accepted_at timestamptz,
			revoked_at timestamptz,
			primary key (workspace_id, id),
			foreign key (workspace_id, department_id) references department (workspace_id, id)
		)`.execute(db);
	await sql`
		create table api_token (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			name text not null check (length(name) between 1 and 120),
			role text not null check (role in ('owner','admin','editor','analyst','agent','viewer')),
			secret_hash bytea not null,
			created_by text not null,
			created_at timestamptz not null default now(),
			expires_at timestamptz,
			last_used_at timestamptz,
			revoked_at timestamptz,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create table idempotency_key (
			workspace_id uuid not null references workspace on delete cascade,
			actor text not null,
			key text not null check (length(key) between 1 and 255),
			body_hash bytea not null,
			status integer,
			body jsonb,
			created_at timestamptz not null default now(),
			primary key (workspace_id, actor, key)
		)`.execute(db);
	for (const table of ['workspace', 'department', 'member', 'invitation', 'api_token', 'idempotency_key']) {
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['idempotency_key', 'api_token', 'invitation', 'member', 'department', 'workspace']) {
		await sql`drop table ${sql.table(table)}`.execute(db);
	}
	await sql`drop procedure wayfelt_isolate(regclass)`.execute(db);
	await sql`drop function wayfelt_sees(uuid)`.execute(db);
}
