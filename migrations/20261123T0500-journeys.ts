import { sql, type Kysely } from 'kysely';

/**
 * The relational view of journeys: written by the projection from the document, read by lists, results and searches.
 * The document is the truth; these rows can be made again from it. A scene or touchpoint that left the map keeps its row with
 * `deleted_at`: answers hang on its id.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table journey (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			title text not null,
			status text not null default 'active' check (status in ('active', 'archived')),
			search_text text not null default '',
			created_by text not null,
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			projected_at timestamptz not null default now(),
			deleted_at timestamptz,
			primary key (workspace_id, id),
			foreign key (workspace_id, id) references document (workspace_id, id)
		)`.execute(db);
	await sql`create index journey_by_change on journey (workspace_id, updated_at desc, id desc) where deleted_at is null`.execute(
		db
	);
	await sql`
		create table scene (
			workspace_id uuid not null,
			id uuid not null,
			journey_id uuid not null,
			title text not null,
			department_id uuid,
			order_key text not null collate "C",
			deleted_at timestamptz,
			primary key (workspace_id, id),
			foreign key (workspace_id, journey_id) references journey (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index scene_of_journey on scene (workspace_id, journey_id, order_key)`.execute(db);
	// No foreign keys to scene, lane or department: people edit maps at the same time, and a dangling place is a state of the map.
	await sql`
		create table touchpoint (
			workspace_id uuid not null,
			id uuid not null,
			journey_id uuid not null,
			scene_id uuid not null,
			lane_id uuid not null,
			title text not null,
			channel text not null,
			department_id uuid,
			moment_of_truth boolean not null,
			order_key text not null collate "C",
			deleted_at timestamptz,
			primary key (workspace_id, id),
			foreign key (workspace_id, journey_id) references journey (workspace_id, id) on delete cascade
		)`.execute(db);
	await sql`create index touchpoint_of_journey on touchpoint (workspace_id, journey_id, scene_id, order_key)`.execute(
		db
	);
	for (const table of ['journey', 'scene', 'touchpoint']) {
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);
	}
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['touchpoint', 'scene', 'journey']) {
		await sql`drop table ${sql.table(table)}`.execute(db);
	}
}
