import { sql, type Kysely } from 'kysely';

/** Places side by side are of all touchpoints of a workspace and some days: counts are found by their day. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index score_day_by_of_day on score_day_by (workspace_id, dimension, day)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index score_day_by_of_day`.execute(db);
}
