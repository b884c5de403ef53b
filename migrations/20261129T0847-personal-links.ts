import { sql, type Kysely } from 'kysely';

/**
 * Links for one person each, made many at a time. Who it is for is known by the customer alone: with them their links go.
 * The id is that of the one answer a link may give; what makes it valid is our seal in its address, which stands nowhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table link_batch (
			workspace_id uuid not null,
			id uuid not null,
			collector_id uuid not null,
			name text,
			total integer not null check (total >= 1),
			parameters jsonb not null,
			expires_at timestamptz not null,
			revoked_at timestamptz,
			created_by text not null,
			created_at timestamptz not null,
			primary key (workspace_id, id),
			foreign key (workspace_id, collector_id) references collector (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index link_batch_of_collector on link_batch (workspace_id, collector_id, id desc)`.execute(db);
	await sql`
		create table personal_link (
			workspace_id uuid not null,
			id uuid not null,
			batch_id uuid not null,
			nr integer not null,
			customer_id uuid,
			parameters jsonb not null,
			primary key (workspace_id, id),
			unique (workspace_id, batch_id, nr),
			foreign key (workspace_id, batch_id) references link_batch (workspace_id, id) on delete cascade,
			foreign key (workspace_id, customer_id) references customer (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index personal_link_of_customer on personal_link (workspace_id, customer_id) where customer_id is not null`.execute(
		db
	);
	for (const table of ['link_batch', 'personal_link']) await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['personal_link', 'link_batch']) await sql`drop table ${sql.table(table)}`.execute(db);
}
