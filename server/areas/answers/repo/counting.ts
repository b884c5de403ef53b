import { sql, type RawBuilder } from 'kysely';

/*
 * How answers become counts, and counts answers no more: the one place that knows the columns of the tables of counts. A
 * source is a table or a part of a statement with `workspace_id, touchpoint_id, collector_id, channel, day, scores`, a row an answer.
 */

/** s0 … s10 */
const scores = Array.from({ length: 11 }, (_, at) => at);
const column = (at: number): RawBuilder<unknown> => sql.raw(`s${at}`);

/** Names of the counts, in their order. */
export const columns = sql.join(scores.map(column));
const each = (made: (at: number) => RawBuilder<unknown>, between = sql`, `): RawBuilder<unknown> =>
	sql.join(scores.map(made), between);

/** `count(*) filter (where …)` per score: one wide row out of many single scores. */
export const counted = each(
	(at) => sql`count(*) filter (where e.score = ${sql.lit(String(at))})::integer as ${column(at)}`
);
/** Of every answer in `r` the scores that it gave. */
export const eachScore = sql.raw('cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)');

/** A table of counts: what one of its rows is about. */
export interface Counts {
	readonly table: 'score_day' | 'score_day_by';
	/** Its key, in the order in which rows are locked. */
	readonly key: readonly string[];
	/** Where each column of the key is found, of an answer `r` and one of its scores `e`. */
	readonly from: readonly string[];
	/** What an answer is joined with to find them. */
	readonly joined: string;
}

/** Every score once: what is shown of a touchpoint. */
export const total: Counts = {
	table: 'score_day',
	key: ['workspace_id', 'touchpoint_id', 'definition_id', 'channel', 'day'],
	from: ['r.workspace_id', 'r.touchpoint_id', 'e.definition_id::uuid', 'r.channel', 'r.day'],
	joined: ''
};

/**
 * What an answer can be told apart by beside its channel: each dimension counts every score once more, by itself. Rows
 * are as many as values were seen on a day, not as their combinations. docs/counts.md has the figures.
 */
const dimensions: Readonly<Record<Dimension, string>> = { place: 'r.collector_id::text' };
export type Dimension = 'place';

export const byDimension: Counts = {
	table: 'score_day_by',
	key: ['workspace_id', 'touchpoint_id', 'dimension', 'value', 'definition_id', 'day'],
	from: ['r.workspace_id', 'r.touchpoint_id', 'd.dimension', 'd.value', 'e.definition_id::uuid', 'r.day'],
	joined: `cross join lateral (values ${Object.entries(dimensions)
		.map(([dimension, value]) => `('${dimension}', ${value})`)
		.join(', ')}) as d(dimension, value)`
};

/** In the order in which they are locked: whoever writes to several waits for whoever does, instead of deadlocking. */
export const allCounts: readonly Counts[] = [byDimension, total];
/** PostgreSQL runs parts of a `with` that nothing reads from the last to the first. */
const asParts = [...allCounts].reverse();

export const keyOf = ({ key }: Counts): RawBuilder<unknown> => sql.raw(key.join(', '));

/** The counts of a source. */
export const countsOf = (
	of: Counts,
	source: RawBuilder<unknown>,
	where?: RawBuilder<unknown>
): RawBuilder<unknown> => sql`
	select ${sql.raw(of.from.map((from, at) => `${from} as ${of.key[at]}`).join(', '))}, ${counted}
	from ${source} r ${eachScore} ${sql.raw(of.joined)}
	${where === undefined ? sql`` : sql`where ${where}`}
	group by ${sql.raw(of.key.map((_, at) => at + 1).join(', '))}`;

/** Adds counts, given as a query with its key and `columns`; by key, so that parallel batches wait for one another instead of deadlocking. */
export const addCounts = (of: Counts, counts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	insert into ${sql.table(of.table)} as d (${keyOf(of)}, ${columns})
	${counts}
	order by ${sql.raw(of.key.map((_, at) => at + 1).join(', '))}
	on conflict (${keyOf(of)}) do update set ${each((at) => sql`${column(at)} = d.${column(at)} + excluded.${column(at)}`)}`;

/** Rows that counts are about, locked in the order in which they are added, with the counts. */
export const lockedFor = (of: Counts, counts: string): RawBuilder<unknown> => sql`
	select c.* from ${sql.table(of.table)} d join ${sql.table(counts)} c using (${keyOf(of)})
	order by ${sql.raw(of.key.map((name) => `d.${name}`).join(', '))} for update of d`;

/** Takes counts away, or adds them, in rows that `lockedFor` has locked. */
export const changeCounts = (of: Counts, locked: string, sign: '-' | '+'): RawBuilder<unknown> => sql`
	update ${sql.table(of.table)} d set ${each((at) => sql`${column(at)} = d.${column(at)} ${sql.raw(sign)} c.${column(at)}`)}
	from ${sql.table(locked)} c where ${sql.raw(of.key.map((name) => `d.${name} = c.${name}`).join(' and '))}`;

const part = (name: string, of: Counts): RawBuilder<unknown> => sql.raw(`${name}_${of.table}`);

/** Parts of a `with` that count a source everywhere. */
export const counting = (source: RawBuilder<unknown>, where?: RawBuilder<unknown>): RawBuilder<unknown> =>
	sql.join(asParts.map((of) => sql`${part('counted', of)} as (${addCounts(of, countsOf(of, source, where))})`));

/** Parts of a `with` that take a source out of the counts everywhere. */
export const uncounting = (source: RawBuilder<unknown>, where?: RawBuilder<unknown>): RawBuilder<unknown> =>
	sql.join(
		asParts.map(
			(of) => sql`
		${part('counts', of)} as (${countsOf(of, source, where)}),
		${part('locked', of)} as (${lockedFor(of, `counts_${of.table}`)}),
		${part('uncounted', of)} as (${changeCounts(of, `locked_${of.table}`, '-')})`
		)
	);

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
export const deleteEmpty = (of: Counts, workspaceId: string): RawBuilder<unknown> =>
	sql`delete from ${sql.table(of.table)} where workspace_id = ${workspaceId} and ${each((at) => sql`${column(at)} = 0`, sql` and `)}`;
