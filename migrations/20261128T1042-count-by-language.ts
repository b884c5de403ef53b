import { sql, type Kysely } from 'kysely';

/** The language in which an answer was given is a dimension of the counts beside the place: answers that are there are counted. */
export async function up(db: Kysely<unknown>): Promise<void> {
	const scores = Array.from({ length: 11 }, (_, at) => at);
	await sql`
		insert into score_day_by (workspace_id, touchpoint_id, dimension, value, definition_id, day,
			${sql.raw(scores.map((at) => `s${at}`).join(', '))})
		select r.workspace_id, r.touchpoint_id, 'language', r.language, e.definition_id::uuid, r.day,
			${sql.join(scores.map((at) => sql.raw(`count(*) filter (where e.score = '${at}')`)))}
		from response r cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)
		where not r.left_out group by 1, 2, 4, 5, 6`.execute(db);
	await sql`
		insert into number_day_by (workspace_id, touchpoint_id, dimension, value, definition_id, day, bucket, n, sum, squares)
		select r.workspace_id, r.touchpoint_id, 'language', r.language, j.definition_id::uuid, r.day,
			(j.number ->> 1)::smallint, count(*), sum((j.number ->> 0)::numeric), sum((j.number ->> 0)::numeric ^ 2)
		from response r cross join lateral jsonb_each(r.numbers) as j(definition_id, number)
		where not r.left_out group by 1, 2, 4, 5, 6, 7`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
	for (const table of ['score_day_by', 'number_day_by'])
		await sql`delete from ${sql.table(table)} where dimension = 'language'`.execute(db);
}
