import { sql, type Kysely } from 'kysely';

/**
 * A map under a filter finds its rows by what is chosen and their days: by touchpoint and day alone those of every other
 * channel, or every day of a language, were read as well. Two migrations of one evening had made the same index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index score_day_of_channel on score_day (workspace_id, touchpoint_id, channel, day)`.execute(db);
	await sql`create index score_day_by_of_value on score_day_by (workspace_id, touchpoint_id, dimension, value, day)`.execute(
		db
	);
	await sql`create index score_month_of_channel on score_month (workspace_id, touchpoint_id, channel, month)`.execute(
		db
	);
	await sql`drop index score_day_by_of_day`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`create index score_day_by_of_day on score_day_by (workspace_id, dimension, day)`.execute(db);
	for (const index of ['score_month_of_channel', 'score_day_by_of_value', 'score_day_of_channel'])
		await sql`drop index ${sql.table(index)}`.execute(db);
}
