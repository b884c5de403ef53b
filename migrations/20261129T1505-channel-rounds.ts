import { sql, type Kysely } from 'kysely';

/**
 * Messages that somebody sends to many from the page: who is sent one waits as a row from the start, so that nobody is sent two,
 * whatever is cut off. And who does not want to be written to.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel_round (
			workspace_id uuid not null,
			channel_id uuid not null,
			id uuid not null,
			key text not null check (length(key) between 8 and 80),
			way text not null check (way in ('template', 'chat', 'customer')),
			is_test boolean not null,
			code text not null,
			content bytea not null,
			state text not null check (state in ('running', 'stopped', 'done')),
			stop_code text,
			resume_at timestamptz,
			created_by text not null,
			created_at timestamptz not null,
			primary key (workspace_id, channel_id, id),
			unique (workspace_id, channel_id, key),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_round_running on channel_round (created_at) where state = 'running'`.execute(db);
	await sql`call wayfelt_isolate('channel_round')`.execute(db);
	await sql`alter table channel_message drop constraint channel_message_state_check`.execute(db);
	await sql`
		alter table channel_message
			add column round_id uuid,
			add constraint channel_message_state_check
				check (state in ('waiting', 'sending', 'sent', 'arrived', 'failed', 'unknown')),
			add constraint channel_message_round foreign key (workspace_id, channel_id, round_id)
				references channel_round (workspace_id, channel_id, id) on delete cascade`.execute(db);
	await sql`create index channel_message_of_round on channel_message (workspace_id, channel_id, round_id, state)
		where round_id is not null`.execute(db);
	await sql`alter table channel_person add column contact boolean not null default true`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table channel_person drop column contact`.execute(db);
	await sql`delete from channel_message where round_id is not null`.execute(db);
	await sql`alter table channel_message drop constraint channel_message_state_check`.execute(db);
	await sql`
		alter table channel_message drop column round_id,
			add constraint channel_message_state_check
				check (state in ('sending', 'sent', 'arrived', 'failed', 'unknown'))`.execute(db);
	await sql`drop table channel_round`.execute(db);
}
