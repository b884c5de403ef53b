import { sql, type RawBuilder } from 'kysely';

/*
 * How answers become counts, and counts answers no more: the one place that knows the columns of `score_day`. A source is a
 * table or a part of a statement with `workspace_id, touchpoint_id, channel, day, scores`, a row an answer.
 */

/** s0 … s10 */
const scores = Array.from({ length: 11 }, (_, at) => at);
const column = (at: number): RawBuilder<unknown> => sql.raw(`s${at}`);

/** Names of the counts, in their order. */
export const columns = sql.join(scores.map(column));
/** What one row of counts is about. */
export const key = sql.raw('workspace_id, touchpoint_id, definition_id, channel, day');
const each = (made: (at: number) => RawBuilder<unknown>, between = sql`, `): RawBuilder<unknown> =>
	sql.join(scores.map(made), between);

/** `count(*) filter (where …)` per score: one wide row out of many single scores. */
export const counted = each(
	(at) => sql`count(*) filter (where e.score = ${sql.lit(String(at))})::integer as ${column(at)}`
);
/** Of every answer in `r` the scores that it gave. */
export const eachScore = sql.raw('cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)');

/** The counts of a source. */
export const countsOf = (source: RawBuilder<unknown>, where?: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	select r.workspace_id, r.touchpoint_id, e.definition_id::uuid as definition_id, r.channel, r.day, ${counted}
	from ${source} r ${eachScore}
	${where === undefined ? sql`` : sql`where ${where}`}
	group by 1, 2, 3, 4, 5`;

/** Adds counts, given as a query with `key` and `columns`; by key, so that parallel batches wait for one another instead of deadlocking. */
export const addCounts = (counts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	insert into score_day as d (${key}, ${columns})
	${counts}
	order by 1, 2, 3, 4, 5
	on conflict (${key}) do update set ${each((at) => sql`${column(at)} = d.${column(at)} + excluded.${column(at)}`)}`;

/** Rows of `score_day` that counts are about, locked in the order in which they are added, with the counts. */
export const lockedFor = (counts: string): RawBuilder<unknown> => sql`
	select c.* from score_day d join ${sql.table(counts)} c using (${key})
	order by d.workspace_id, d.touchpoint_id, d.definition_id, d.channel, d.day for update of d`;

const sameKey = sql`d.workspace_id = c.workspace_id and d.touchpoint_id = c.touchpoint_id
	and d.definition_id = c.definition_id and d.channel = c.channel and d.day = c.day`;

/** Takes counts away, or adds them, in rows that `lockedFor` has locked. */
export const changeCounts = (locked: string, sign: '-' | '+'): RawBuilder<unknown> => sql`
	update score_day d set ${each((at) => sql`${column(at)} = d.${column(at)} ${sql.raw(sign)} c.${column(at)}`)}
	from ${sql.table(locked)} c where ${sameKey}`;

/** s0 … s10 of a table, 0 where it has no row, as an array. */
export const asArray = (table: string): RawBuilder<unknown> =>
	sql`array[${each((at) => sql`coalesce(${sql.ref(`${table}.s${at}`)}, 0)`)}]::integer[]`;

/** What `actual` has more than `counted`, by column. */
export const difference = (actual: string, counted: string): RawBuilder<unknown> =>
	each(
		(at) =>
			sql`coalesce(${sql.ref(`${actual}.s${at}`)}, 0) - coalesce(${sql.ref(`${counted}.s${at}`)}, 0) as ${column(at)}`
	);

/** Rows that count nothing any more. */
export const deleteEmpty = (workspaceId: string): RawBuilder<unknown> =>
	sql`delete from score_day where workspace_id = ${workspaceId} and ${each((at) => sql`${column(at)} = 0`, sql` and `)}`;
