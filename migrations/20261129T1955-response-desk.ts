import { sql, type Kysely } from 'kysely';

/**
 * What the team keeps about answers: tags, named views of the list, and every correction with what stood there before. An answer's
 * key holds its month, so that tags and corrections name it without a foreign key; whatever takes an answer out takes them along.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table response_tag (
			workspace_id uuid not null references workspace on delete cascade,
			response_id uuid not null,
			tag text not null check (length(tag) between 1 and 40),
			added_by text not null,
			added_at timestamptz not null default now(),
			primary key (workspace_id, response_id, tag)
		)`.execute(db);
	await sql`create index response_tagged on response_tag (workspace_id, tag, response_id)`.execute(db);
	await sql`
		create table response_view (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			name text not null check (length(name) between 1 and 80),
			query text not null check (length(query) <= 2000),
			created_by text not null,
			created_at timestamptz not null default now(),
			primary key (workspace_id, id),
			constraint one_view_a_name unique (workspace_id, name)
		)`.execute(db);
	await sql`
		create table response_correction (
			workspace_id uuid not null references workspace on delete cascade,
			id uuid not null,
			response_id uuid not null,
			change text not null check (change in ('left-out', 'taken-in', 'answers')),
			why text check (length(why) between 1 and 500),
			before jsonb,
			after jsonb,
			undoes uuid,
			made_by text not null,
			made_at timestamptz not null default now(),
			primary key (workspace_id, id)
		)`.execute(db);
	await sql`
		create index response_correction_of on response_correction (workspace_id, response_id, made_at desc)`.execute(db);
	for (const table of ['response_tag', 'response_view', 'response_correction'])
		await sql`call wayfelt_isolate(${sql.lit(table)})`.execute(db);

	// The list is read newest first, whatever it is narrowed to: few are marked, few have words, and a language may be rare.
	await sql`
		create index response_marked_by_time on response (workspace_id, submitted_at desc, id desc)
		where mark is not null`.execute(db);
	await sql`
		create index response_words_by_time on response (workspace_id, submitted_at desc, id desc) where has_text`.execute(db);
	await sql`
		create index response_by_language on response (workspace_id, language, submitted_at desc, id desc)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const index of ['response_by_language', 'response_words_by_time', 'response_marked_by_time'])
		await sql`drop index ${sql.ref(index)}`.execute(db);
	for (const table of ['response_correction', 'response_view', 'response_tag'])
		await sql`drop table ${sql.table(table)}`.execute(db);
}
