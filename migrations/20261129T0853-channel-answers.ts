import { sql, type Kysely } from 'kysely';

/**
 * Whose answer it is, where a workspace wants to know: kept from the moment when somebody was asked until they have answered,
 * or their link has ended.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table channel_answer (
			workspace_id uuid not null,
			channel_id uuid not null,
			response_id uuid not null,
			person text not null,
			asked_at timestamptz not null,
			primary key (workspace_id, response_id),
			foreign key (workspace_id, channel_id) references channel (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index channel_answer_by_age on channel_answer (asked_at)`.execute(db);
	await sql`create index channel_answer_of_person on channel_answer (workspace_id, channel_id, person)`.execute(db);
	await sql`create index channel_push_of_person on channel_push (workspace_id, channel_id, person)`.execute(db);
	await sql`call wayfelt_isolate('channel_answer')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index channel_push_of_person`.execute(db);
	await sql`drop table channel_answer`.execute(db);
}
