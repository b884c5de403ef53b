import { sql, type Kysely } from 'kysely';

/**
 * What a document was at a time: by name, once a day, and before somebody went back to another one. The journal cannot
 * tell it, since compaction drops what was deleted. Bytes can be megabytes: none of the lists reads them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table document_version (
			workspace_id uuid not null,
			document_id uuid not null,
			id uuid not null,
			kind text not null check (kind in ('named', 'daily', 'before-restore')),
			title text check ((title is not null) = (kind = 'named')),
			author text,
			bytes bytea not null,
			digest bytea not null,
			at timestamptz not null default now(),
			primary key (workspace_id, document_id, id),
			foreign key (workspace_id, document_id) references document (workspace_id, id) on delete cascade
		)`.execute(db);
	// It is compressed already.
	await sql`alter table document_version alter column bytes set storage external`.execute(db);
	await sql`create index document_version_by_time on document_version (workspace_id, document_id, at, id)`.execute(db);
	await sql`call wayfelt_isolate('document_version')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table document_version`.execute(db);
}
