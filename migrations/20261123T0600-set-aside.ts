import { sql, type Kysely } from 'kysely';

/**
 * Edits that were committed but cannot be put into their document: kept for whoever looks into it, out of the way of
 * everybody else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table document_set_aside (
			workspace_id uuid not null,
			document_id uuid not null,
			node integer not null,
			seq bigint not null,
			bytes bytea not null,
			authors jsonb not null,
			reason text not null,
			at timestamptz not null default now(),
			primary key (workspace_id, document_id, node, seq),
			foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`call wayfelt_isolate('document_set_aside')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table document_set_aside`.execute(db);
}
