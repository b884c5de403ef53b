import { sql, type Kysely } from 'kysely';

/**
 * One invitation for several people: `max_uses` says how many may join by it (null: any number), `uses` how many have, and
 * every joining is a row. Who came by an invitation for one person becomes such a row too; `accepted_by` and `accepted_at`
 * would say the same a second time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table invitation
			add column max_uses integer default 1 check (max_uses >= 1),
			add column uses integer not null default 0 check (uses >= 0),
			add constraint invitation_uses_within_max check (max_uses is null or uses <= max_uses)`.execute(db);
	await sql`
		create table invitation_use (
			workspace_id uuid not null,
			invitation_id uuid not null,
			user_id text not null,
			used_at timestamptz not null default now(),
			primary key (workspace_id, invitation_id, user_id),
			foreign key (workspace_id, invitation_id) references invitation (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`call wayfelt_isolate('invitation_use')`.execute(db);
	await sql`
		insert into invitation_use (workspace_id, invitation_id, user_id, used_at)
		select workspace_id, id, accepted_by, accepted_at from invitation where accepted_at is not null`.execute(db);
	await sql`update invitation set uses = 1 where accepted_at is not null`.execute(db);
	await sql`alter table invitation drop column accepted_by, drop column accepted_at`.execute(db);
}

/** An older program knows one person per invitation: what was for several people and has room left is withdrawn. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table invitation add column accepted_by text, add column accepted_at timestamptz`.execute(db);
	await sql`
		update invitation i set accepted_by = u.user_id, accepted_at = u.used_at
		from (
			select distinct on (workspace_id, invitation_id) * from invitation_use
			order by workspace_id, invitation_id, used_at
		) u
		where u.workspace_id = i.workspace_id and u.invitation_id = i.id`.execute(db);
	await sql`
		update invitation set revoked_at = coalesce(revoked_at, now())
		where max_uses is distinct from 1 and accepted_at is null`.execute(db);
	await sql`drop table invitation_use`.execute(db);
	await sql`alter table invitation drop column max_uses, drop column uses`.execute(db);
}
