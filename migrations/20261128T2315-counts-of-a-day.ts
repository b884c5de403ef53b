import { sql, type Kysely } from 'kysely';

/**
 * What is looked at for a whole workspace is found by its days, by dimension as well: places beside one another, of all
 * touchpoints (tests/integration/api/plans.test.ts).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index score_day_by_on_day on score_day_by (workspace_id, dimension, day)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index score_day_by_on_day`.execute(db);
}
