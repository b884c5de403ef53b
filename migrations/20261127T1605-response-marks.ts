import { sql, type Kysely } from 'kysely';

/**
 * Answers that look as if no person had given them are kept with the reason, and left out of the numbers until somebody
 * decides otherwise. `mark` is the reason (null: nothing to say), `left_out` whether the histograms go without it; both
 * are written with the answer, the rest by a person's decision.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table response
			add column mark text,
			add column left_out boolean not null default false,
			add column decided_by text,
			add column decided_at timestamptz,
			add constraint only_marked_are_left_out check (not left_out or mark is not null)`.execute(db);
	await sql`
		create index response_marked on response (workspace_id, touchpoint_id, submitted_at desc, id desc)
		where mark is not null`.execute(db);
}

/** Answers that were left out would count from now on without being in the histograms: they are taken out. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from response where left_out`.execute(db);
	await sql`
		alter table response drop column mark, drop column left_out, drop column decided_by, drop column decided_at`.execute(
		db
	);
}
