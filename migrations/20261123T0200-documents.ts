import { sql, type Kysely } from 'kysely';

/**
 * Collaborative documents: a compacted state and the journal of what came after it.
 * The journal has no foreign key to its document: the check would lock and rewrite the document's row at every
 * commit of every edit. A trigger removes the journal with the document instead.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table document (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			kind text not null check (kind ~ '^[a-z][a-z-]{0,31}$'),
			schema_version integer not null check (schema_version > 0),
			epoch integer not null default 1 check (epoch > 0),
			snapshot bytea,
			meta bytea,
			revision integer not null default 0,
			derived jsonb,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			primary key (workspace_id, id),
			check ((snapshot is null) = (meta is null))
		)`.execute(db);
	// The snapshot is compressed by the program (zstd), the packed rows are small: no second try by Postgres.
	await sql`alter table document alter column snapshot set storage external`.execute(db);

	await sql`
		create table document_update (
			workspace_id uuid not null,
			document_id uuid not null,
			node integer not null,
			seq bigint not null,
			bytes bytea not null,
			authors jsonb not null,
			at timestamptz not null default now(),
			primary key (workspace_id, document_id, node, seq)
		)`.execute(db);
	await sql`alter table document_update alter column bytes set storage external`.execute(db);
	// Rows live until the next compaction: much is inserted and deleted, so vacuum early.
	await sql`
		alter table document_update
			set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1)`.execute(db);

	// One number for each journal connection of each process; 0 marks what a document was created with.
	await sql`create sequence document_node as integer minvalue 1 cycle`.execute(db);

	await sql`
		create function document_forget_updates() returns trigger language plpgsql as $$
		begin
			delete from document_update where workspace_id = old.workspace_id and document_id = old.id;
			return null;
		end $$`.execute(db);
	await sql`
		create trigger document_gone after delete on document
			for each row execute function document_forget_updates()`.execute(db);
	for (const table of ['document', 'document_update']) {
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table document`.execute(db);
	await sql`drop table document_update`.execute(db);
	await sql`drop function document_forget_updates()`.execute(db);
	await sql`drop sequence document_node`.execute(db);
}
