import { sql, type Kysely } from 'kysely';

/**
 * What is wanted of a metric at one place: a touchpoint, a scene or a whole journey. Nothing is ever changed or taken away:
 * the latest revision of a place and metric holds, those before it say who wanted what, and since when – whoever judges past
 * days needs that. An empty column goes by what is set further away. The revision is in the key: of two people who change
 * the same at once the second finds it taken. Places are in the journeys' documents, so there is no foreign key to them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table metric_setting (
			workspace_id uuid not null references workspace on delete cascade,
			place_id uuid not null,
			metric text not null,
			scale_min smallint not null,
			scale_max smallint not null,
			revision integer not null check (revision > 0),
			place_kind text not null check (place_kind in ('touchpoint', 'scene', 'journey')),
			target double precision,
			margin double precision check (margin > 0),
			owner_kind text check (owner_kind in ('member', 'department')),
			owner_id text check ((owner_id is null) = (owner_kind is null)),
			leads boolean not null default false,
			set_by text not null,
			set_at timestamptz not null default now(),
			primary key (workspace_id, place_id, metric, scale_min, scale_max, revision)
		)`.execute(db);
	await sql`call wayfelt_isolate('metric_setting')`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table metric_setting`.execute(db);
}
