import { sql, type RawBuilder } from 'kysely';
import type { Store } from '#domain/survey/index.ts';

/*
 * How answers become counts, and counts answers no more: the one place that knows the columns of the tables of counts. A
 * source is a table or a part of a statement with `sourceColumns`, a row an answer.
 */

/** What counting needs of an answer. */
const sourceColumns = [
	'workspace_id',
	'touchpoint_id',
	'collector_id',
	'channel',
	'language',
	'day',
	'scores',
	'numbers'
];
/** The same of a table `r`, for a source that is a part of a statement. */
export const sourceOf = (table: string): RawBuilder<unknown> =>
	sql.raw(sourceColumns.map((name) => `${table}.${name}`).join(', '));

/** What a store keeps: columns that add up. */
interface StoreColumns {
	readonly columns: readonly string[];
	/** How each is made of the rows `e` of a group. */
	readonly counted: readonly string[];
	/** The same where every row stands for `r.n` answers that are alike. */
	readonly countedAlike: readonly string[];
	/** What an answer `r` is joined with: a row `e` for each value that it gave, with its definition. */
	readonly each: string;
	/** Type that holds any of the columns. */
	readonly type: 'integer' | 'numeric';
}

const points = Array.from({ length: 11 }, (_, at) => at);

const stores: Readonly<Record<Store, StoreColumns>> = {
	/** `count(*) filter (where …)` per score: one wide row out of many single scores. */
	scores: {
		columns: points.map((at) => `s${at}`),
		counted: points.map((at) => `count(*) filter (where e.score = '${at}')::integer`),
		countedAlike: points.map((at) => `coalesce(sum(r.n) filter (where e.score = '${at}'), 0)::integer`),
		each: 'cross join lateral jsonb_each_text(r.scores) as e(definition_id, score)',
		type: 'integer'
	},
	/** One row a bucket; what stands in an answer is the value in steps and its bucket, which SQL never works out. */
	numbers: {
		columns: ['n', 'sum', 'squares'],
		counted: ['count(*)::integer', 'sum(e.steps)', 'sum(e.steps * e.steps)'],
		countedAlike: ['sum(r.n)::integer', 'sum(r.n * e.steps)', 'sum(r.n * e.steps * e.steps)'],
		each: `cross join lateral (
			select j.definition_id, (j.number ->> 0)::numeric as steps, (j.number ->> 1)::smallint as bucket
			from jsonb_each(r.numbers) as j(definition_id, number)) as e`,
		type: 'numeric'
	}
};

/** A table of counts: what one of its rows is about. */
export interface Counts {
	readonly table: 'score_day' | 'score_day_by' | 'number_day' | 'number_day_by';
	readonly store: StoreColumns;
	/** Its key, in the order in which rows are locked. */
	readonly key: readonly string[];
	/** Where each column of the key is found, of an answer `r` and one of its values `e`. */
	readonly from: readonly string[];
	/** What an answer is joined with to find them. */
	readonly joined: string;
}

/** Every score once: what is shown of a touchpoint. */
export const total: Counts = {
	table: 'score_day',
	store: stores.scores,
	key: ['workspace_id', 'touchpoint_id', 'definition_id', 'channel', 'day'],
	from: ['r.workspace_id', 'r.touchpoint_id', 'e.definition_id::uuid', 'r.channel', 'r.day'],
	joined: ''
};

/**
 * What an answer can be told apart by beside its channel: each dimension counts every value once more, by itself. Rows
 * are as many as values were seen on a day, not as their combinations. docs/counts.md has the figures.
 */
const dimensions: Readonly<Record<Dimension, string>> = {
	place: 'r.collector_id::text',
	language: 'r.language'
};
export type Dimension = 'place' | 'language';

export const byDimension: Counts = {
	table: 'score_day_by',
	store: stores.scores,
	key: ['workspace_id', 'touchpoint_id', 'dimension', 'value', 'definition_id', 'day'],
	from: ['r.workspace_id', 'r.touchpoint_id', 'd.dimension', 'd.value', 'e.definition_id::uuid', 'r.day'],
	joined: `cross join lateral (values ${Object.entries(dimensions)
		.map(([dimension, value]) => `('${dimension}', ${value})`)
		.join(', ')}) as d(dimension, value)`
};

/** The same tables for another store: a row a bucket. */
const inBuckets = (of: Counts, table: Counts['table']): Counts => ({
	...of,
	table,
	store: stores.numbers,
	key: [...of.key, 'bucket'],
	from: [...of.from, 'e.bucket']
});
export const numberTotal = inBuckets(total, 'number_day');
export const numberByDimension = inBuckets(byDimension, 'number_day_by');

/** In the order in which they are locked: whoever writes to several waits for whoever does, instead of deadlocking. */
const byStore: Readonly<Record<Store, readonly Counts[]>> = {
	numbers: [numberByDimension, numberTotal],
	scores: [byDimension, total]
};
export const allCounts: readonly Counts[] = [...byStore.numbers, ...byStore.scores];
/** PostgreSQL runs parts of a `with` that nothing reads from the last to the first. */
const asParts = (some: readonly Counts[]): Counts[] => [...some].reverse();

const column = (name: string): RawBuilder<unknown> => sql.raw(name);
const each = (
	{ store }: Counts,
	made: (name: RawBuilder<unknown>) => RawBuilder<unknown>,
	between = sql`, `
): RawBuilder<unknown> =>
	sql.join(
		store.columns.map((name) => made(column(name))),
		between
	);

/** Names of what a table counts, in their order. */
export const columnsOf = (of: Counts): RawBuilder<unknown> => each(of, (name) => name);

/** What is counted of the rows `e` of a group, by the names of its columns. */
export const counted = ({ store }: Counts, alike = false): RawBuilder<unknown> =>
	sql.raw((alike ? store.countedAlike : store.counted).map((made, at) => `${made} as ${store.columns[at]}`).join(', '));

/** Of every answer in `r` the values that it gave. */
export const eachValue = ({ store }: Counts): RawBuilder<unknown> => sql.raw(store.each);

export const keyOf = ({ key }: Counts): RawBuilder<unknown> => sql.raw(key.join(', '));

/**
 * The counts of a source.
 * @param isAlike its rows stand for several answers each (`alike`)
 */
export const countsOf = (
	of: Counts,
	source: RawBuilder<unknown>,
	where?: RawBuilder<unknown>,
	isAlike = false
): RawBuilder<unknown> => sql`
	select ${sql.raw(of.from.map((from, at) => `${from} as ${of.key[at]}`).join(', '))}, ${counted(of, isAlike)}
	from ${source} r ${eachValue(of)} ${sql.raw(of.joined)}
	${where === undefined ? sql`` : sql`where ${where}`}
	group by ${sql.raw(of.key.map((_, at) => at + 1).join(', '))}`;

/** Adds counts, given as a query with its key and columns; by key, so that parallel batches wait for one another instead of deadlocking. */
export const addCounts = (of: Counts, counts: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	insert into ${sql.table(of.table)} as d (${keyOf(of)}, ${columnsOf(of)})
	${counts}
	order by ${sql.raw(of.key.map((_, at) => at + 1).join(', '))}
	on conflict (${keyOf(of)}) do update set ${each(of, (name) => sql`${name} = d.${name} + excluded.${name}`)}`;

/** Rows that counts are about, locked in the order in which they are added, with the counts. */
export const lockedFor = (of: Counts, counts: string): RawBuilder<unknown> => sql`
	select c.* from ${sql.table(of.table)} d join ${sql.table(counts)} c using (${keyOf(of)})
	order by ${sql.raw(of.key.map((name) => `d.${name}`).join(', '))} for update of d`;

/** Takes counts away, or adds them, in rows that `lockedFor` has locked. */
export const changeCounts = (of: Counts, locked: string, sign: '-' | '+'): RawBuilder<unknown> => sql`
	update ${sql.table(of.table)} d set ${each(of, (name) => sql`${name} = d.${name} ${sql.raw(sign)} c.${name}`)}
	from ${sql.table(locked)} c where ${sql.raw(of.key.map((name) => `d.${name} = c.${name}`).join(' and '))}`;

const part = (name: string, of: Counts): RawBuilder<unknown> => sql.raw(`${name}_${of.table}`);

/**
 * Answers that are counted as one another, with how many they are: taking each apart into its values, for every table
 * anew, costs more than to find out which are equal. As a source for `counting`.
 */
export const alike = (source: RawBuilder<unknown>, where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
	select ${sourceOf('r')}, count(*) as n from ${source} r where ${where} group by ${sourceOf('r')}`;

/**
 * Parts of a `with` that count a source everywhere.
 * @param of the stores that the source has values of
 * @param isAlike its rows stand for several answers each (`alike`)
 */
export const counting = (
	source: RawBuilder<unknown>,
	where?: RawBuilder<unknown>,
	of: readonly Store[] = ['numbers', 'scores'],
	isAlike = false
): RawBuilder<unknown> =>
	sql.join(
		asParts(of.flatMap((store) => byStore[store])).map(
			(one) => sql`${part('counted', one)} as (${addCounts(one, countsOf(one, source, where, isAlike))})`
		)
	);

/** Parts of a `with` that take a source out of the counts everywhere. */
export const uncounting = (source: RawBuilder<unknown>, where?: RawBuilder<unknown>): RawBuilder<unknown> =>
	sql.join(
		asParts(allCounts).map(
			(of) => sql`
		${part('counts', of)} as (${countsOf(of, source, where)}),
		${part('locked', of)} as (${lockedFor(of, `counts_${of.table}`)}),
		${part('uncounted', of)} as (${changeCounts(of, `locked_${of.table}`, '-')})`
		)
	);

/** What a row of a table counts, 0 where it has none, as an array. */
export const asArray = (of: Counts, table: string): RawBuilder<unknown> =>
	sql`array[${each(of, (name) => sql`coalesce(${sql.ref(table)}.${name}, 0)`)}]::${sql.raw(of.store.type)}[]`;

/** Whether a table has the row. */
export const stands = ({ store }: Counts, table: string): RawBuilder<unknown> =>
	sql`${sql.ref(table)}.${column(store.columns[0]!)} is not null`;

/** What `actual` has more than `counted`, by column. */
export const difference = (of: Counts, actual: string, counted: string): RawBuilder<unknown> =>
	each(
		of,
		(name) => sql`coalesce(${sql.ref(actual)}.${name}, 0) - coalesce(${sql.ref(counted)}.${name}, 0) as ${name}`
	);

/** Rows that count nothing any more. */
export const deleteEmpty = (of: Counts, workspaceId: string): RawBuilder<unknown> =>
	sql`delete from ${sql.table(of.table)} where workspace_id = ${workspaceId} and ${each(of, (name) => sql`${name} = 0`, sql` and `)}`;
