import { sql, type Kysely } from 'kysely';

/** Where the workspace says how it treats personal data: respondent pages lead there before they ask anything. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table workspace add column privacy_url text check (length(privacy_url) between 1 and 500)`.execute(
		db
	);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table workspace drop column privacy_url`.execute(db);
}
