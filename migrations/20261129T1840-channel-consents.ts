import { sql, type Kysely } from 'kysely';

/**
 * Subscription messages (订阅消息): each may be sent to whoever agreed to it, once for each time they did. A row is one such
 * agreement; what was sent by it stays noted, so that nothing is sent twice by one. And the templates of an account as the
 * platform named them, so that it is not asked for them by every page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel_consent (
			workspace_id uuid not null,
			channel_id uuid not null,
			id uuid not null,
			way text not null check (way in ('notice', 'once', 'mini')),
			template text not null,
			person text not null,
			dedupe_key text not null,
			scene integer,
			given_at timestamptz not null,
			used_at timestamptz,
			primary key (workspace_id, channel_id, id),
			unique (workspace_id, channel_id, dedupe_key),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_consent_left on channel_consent (workspace_id, channel_id, way, template, person)
		where used_at is null`.execute(db);
	await sql`create index channel_consent_used on channel_consent (used_at) where used_at is not null`.execute(db);
	await sql`call wayfelt_isolate('channel_consent')`.execute(db);
	await sql`alter table channel add column templates jsonb not null default '{}'`.execute(db);
	await sql`alter table channel_person add column known_by text not null default 'account'
		check (known_by in ('account', 'consent', 'mini'))`.execute(db);
	await sql`alter table channel_round drop constraint channel_round_way_check`.execute(db);
	await sql`alter table channel_round add constraint channel_round_way_check
		check (way in ('template', 'chat', 'customer', 'notice', 'once', 'mini'))`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from channel_message m using channel_round r
		where r.workspace_id = m.workspace_id and r.channel_id = m.channel_id and r.id = m.round_id
			and r.way in ('notice', 'once', 'mini')`.execute(db);
	await sql`delete from channel_round where way in ('notice', 'once', 'mini')`.execute(db);
	await sql`alter table channel_round drop constraint channel_round_way_check`.execute(db);
	await sql`alter table channel_round add constraint channel_round_way_check
		check (way in ('template', 'chat', 'customer'))`.execute(db);
	await sql`delete from channel_person where known_by <> 'account'`.execute(db);
	await sql`alter table channel_person drop column known_by`.execute(db);
	await sql`alter table channel drop column templates`.execute(db);
	await sql`drop table channel_consent`.execute(db);
}
