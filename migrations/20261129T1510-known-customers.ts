import { sql, type Kysely } from 'kysely';

/**
 * Secrets by which websites prove who looks at their pages, sealed: the key is neither here nor in a backup. And customers
 * who are not to be asked: marked, so that the list outlives an erasure and says nothing of anybody.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table identity_secret (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			secret bytea not null,
			hint text not null check (length(hint) = 4),
			created_by text not null,
			created_at timestamptz not null,
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create table do_not_contact (
			workspace_id uuid not null references workspace on delete cascade,
			mark text not null check (length(mark) = 43),
			added_at timestamptz not null,
			primary key (workspace_id, mark)
		)`.execute(db);
	for (const table of ['identity_secret', 'do_not_contact'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['do_not_contact', 'identity_secret']) await sql`drop table ${sql.table(table)}`.execute(db);
}
