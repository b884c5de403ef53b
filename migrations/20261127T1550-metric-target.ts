import { sql, type Kysely } from 'kysely';

/**
 * Targets that somebody set, the latest of a definition holds. A definition itself never changes – its wording is what a
 * number means – but what is wanted of the number may, and who wanted what since when stays readable.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table metric_target (
			workspace_id uuid not null,
			id uuid not null,
			definition_id uuid not null,
			target double precision not null,
			margin double precision not null check (margin > 0),
			set_by text not null,
			set_at timestamptz not null default now(),
			primary key (workspace_id, id),
			foreign key (workspace_id, definition_id) references metric_definition (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index metric_target_of_definition on metric_target (workspace_id, definition_id, id desc)`.execute(
		db
	);
	await sql`call wayfelt_isolate('metric_target')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table metric_target`.execute(db);
}
