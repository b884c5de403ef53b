import { sql, type Kysely } from 'kysely';

/**
 * What people write of a survey is a document (kind `survey-draft`, the survey's own id), made when it is first opened.
 * `title` and `draft` say what the document said when it was last read: `projected_at`; null: there was none yet.
 * `changed`: the draft is something else than the published version, for lists.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table survey
			add column projected_at timestamptz,
			add column changed boolean not null default true`.execute(db);
	await sql`
		update survey s set changed = false from survey_version v
		where v.workspace_id = s.workspace_id and v.survey_id = s.id and v.version = s.published_version
			and v.content = s.draft`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table survey drop column projected_at, drop column changed`.execute(db);
}
