import { sql, type Kysely } from 'kysely';

/**
 * Scores counted by what answers can be told apart by, beside their channel: the place (the code that was scanned). Each
 * dimension counts every score once by itself, so rows are as many as there are values on a day and not as their
 * combinations; `score_day`, from which boards are drawn, gets no longer. Answers that are there are counted.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	const scores = Array.from({ length: 11 }, (_, at) => at);
	await sql`
		create table score_day_by (
			workspace_id uuid not null references workspace on delete cascade,
			touchpoint_id uuid not null,
			dimension text not null,
			value text not null,
			definition_id uuid not null,
			day date not null,
			${sql.join(scores.map((at) => sql.raw(`s${at} integer not null default 0 check (s${at} >= 0)`)))},
			primary key (workspace_id, touchpoint_id, dimension, value, definition_id, day),
			foreign key (workspace_id, definition_id) references metric_definition (workspace_id, id)
		) with (fillfactor = 50)`.execute(db);
	await sql`call wayfelt_isolate('score_day_by')`.execute(db);
	await sql`
		insert into score_day_by (workspace_id, touchpoint_id, dimension, value, definition_id, day,
			${sql.raw(scores.map((at) => `s${at}`).join(', '))})
		select r.workspace_id, r.touchpoint_id, 'place', r.collector_id::text, e.definition_id::uuid, r.day,
			${sql.join(scores.map((at) => sql.raw(`count(*) filter (where e.score = '${at}')`)))}
		from response r cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
		where not r.left_out group by 1, 2, 4, 5, 6`.execute(db);
	// A place is looked for among the codes of some touchpoints by its name.
	await sql`drop index collector_of_touchpoint`.execute(db);
	await sql`create index collector_of_touchpoint on collector (workspace_id, touchpoint_id, name)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index collector_of_touchpoint`.execute(db);
	await sql`create index collector_of_touchpoint on collector (workspace_id, touchpoint_id)`.execute(db);
	await sql`drop table score_day_by`.execute(db);
}
