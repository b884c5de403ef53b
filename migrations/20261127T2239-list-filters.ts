import { sql, type Kysely } from 'kysely';

/**
 * An index for every filter of the lists of the API, in the order in which they are read (tests/integration/api/plans.test.ts):
 * whoever asks for a rare channel among ten million answers waits no longer than who asks for all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`drop index response_of_collector`.execute(db);
	await sql`
		create index response_of_collector on response (workspace_id, collector_id, submitted_at desc, id desc)`.execute(db);
	// A survey's and a channel's answers are those of their codes: an index more on answers would be paid by every one of them.
	await sql`create index collector_of_channel on collector (workspace_id, channel)`.execute(db);
	// Few answers have words, and only those are looked for.
	await sql`
		create index response_with_text on response (workspace_id, touchpoint_id, submitted_at desc, id desc)
		where has_text and not left_out`.execute(db);
	await sql`
		create index journey_by_status on journey (workspace_id, status, updated_at desc, id desc)
		where deleted_at is null`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const index of ['journey_by_status', 'response_with_text', 'collector_of_channel'])
		await sql`drop index ${sql.ref(index)}`.execute(db);
	await sql`drop index response_of_collector`.execute(db);
	await sql`create index response_of_collector on response (workspace_id, collector_id)`.execute(db);
}
