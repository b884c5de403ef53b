import { sql, type Kysely } from 'kysely';

/**
 * Numbers that people typed are found by their days where no channel, and no language, is named: the keys have the days last,
 * so that a month of a touchpoint was looked for through all of its years.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index number_day_of_touchpoint on number_day (workspace_id, touchpoint_id, day)`.execute(db);
	await sql`create index number_day_by_of_day on number_day_by (workspace_id, touchpoint_id, dimension, day)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index number_day_by_of_day`.execute(db);
	await sql`drop index number_day_of_touchpoint`.execute(db);
}
