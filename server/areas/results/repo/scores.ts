import type { Histogram, TrendStep } from '#domain/metrics/index.ts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import type { Days } from '#domain/shared/days.ts';
import { readingOf, type Reading } from './kept-months.ts';

const at = Array.from({ length: 11 }, (_, score) => sql.raw(`s${score}`));
/** s0 … s10 added up over the group, as an array. */
export const summed = sql<number[]>`array[${sql.join(at.map((score) => sql`sum(${score})`))}]::integer[]`;

/** How many answers a row counts. */
export const all = sql.join(at, sql` + `);

/** Which answers; of what is left out, all. */
export interface Narrowed {
	readonly channel?: string | undefined;
	/** Codes of one place. */
	readonly collectorIds?: readonly string[] | undefined;
	/** In which it was answered; alone. */
	readonly language?: string | undefined;
}

/** Where answers are found: of everything, of one channel, of some codes (each has one channel), or of one language. */
export function choice({ channel, collectorIds, language }: Narrowed): {
	byDimension: boolean;
	where: RawBuilder<boolean> | null;
} {
	if (collectorIds !== undefined)
		return { byDimension: true, where: sql`dimension = 'place' and value = any(${[...collectorIds]}::text[])` };
	if (language !== undefined) return { byDimension: true, where: sql`dimension = 'language' and value = ${language}` };
	return { byDimension: false, where: channel === undefined ? null : sql`channel = ${channel}` };
}

/** Rows of counts. */
function counts(trx: Kysely<Database>, workspaceId: string, narrowed: Narrowed) {
	const { byDimension, where } = choice(narrowed);
	// Both tables have the columns that are read here.
	const query = trx
		.selectFrom((byDimension ? 'score_day_by' : 'score_day') as 'score_day')
		.where('workspace_id', '=', workspaceId);
	return where === null ? query : query.where(where);
}

/** By what answers are told apart, each of them once. */
export type SlicedBy = 'channel' | 'language';

/** Rows of counts of some touchpoints, of days and of whole months, with the first and last day of each. */
export function rowsIn(
	workspaceId: string,
	touchpointIds: readonly string[],
	narrowed: Narrowed,
	{ months, days }: Reading,
	by?: SlicedBy
): RawBuilder<unknown> {
	const { byDimension, where } =
		by === 'language' ? { byDimension: true, where: sql<boolean>`dimension = 'language'` } : choice(narrowed);
	const own = sql`workspace_id = ${workspaceId} and touchpoint_id = any(${[...touchpointIds]}::uuid[])
		${where === null ? sql`` : sql`and ${where}`}`;
	const slice = by === undefined ? '' : by === 'channel' ? ', channel as slice' : ', value as slice';
	const columns = sql.raw(`touchpoint_id, definition_id${slice}`);
	const table = (name: string) => sql.table(byDimension ? `${name}_by` : name);
	const rows = [
		// Each by itself: days of one or another stretch are looked for in the order of the index of both.
		...days.map(
			({ from, to }) => sql`
				select ${columns}, day as first, day as last, ${sql.join(at)} from ${table('score_day')}
				where ${own} ${from === null ? sql`` : sql`and day >= ${from}`} ${to === null ? sql`` : sql`and day <= ${to}`}`
		),
		...(months.length === 0
			? []
			: [
					sql`select ${columns}, first, last, ${sql.join(at)} from ${table('score_month')}
						where ${own} and month = any(${[...months]}::date[])`
				])
	];
	return sql`(${sql.join(rows, sql` union all `)})`;
}

export interface TouchpointCounts {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly histogram: Histogram;
}

/** Histograms per touchpoint and definition over a window. */
export async function countsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	narrowed: Narrowed
): Promise<TouchpointCounts[]> {
	if (touchpointIds.length === 0) return [];
	const reading = await readingOf(trx, workspaceId, days);
	const { rows } = await sql<TouchpointCounts>`
		select touchpoint_id as "touchpointId", definition_id as "definitionId", ${summed} as histogram
		from ${rowsIn(workspaceId, touchpointIds, narrowed, reading)} as counted
		group by touchpoint_id, definition_id`.execute(trx);
	return rows;
}

/** How many answered at a touchpoint by a definition, in one slice. */
export interface SliceTotal {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly slice: string;
	readonly n: number;
}

/** How many answered over a window, slice by slice. */
export async function sliceTotals(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	reading: Reading,
	by: SlicedBy
): Promise<SliceTotal[]> {
	if (touchpointIds.length === 0) return [];
	const { rows } = await sql<SliceTotal>`
		select touchpoint_id as "touchpointId", definition_id as "definitionId", slice, sum(${all})::integer as n
		from ${rowsIn(workspaceId, touchpointIds, {}, reading, by)} as counted
		group by touchpoint_id, definition_id, slice`.execute(trx);
	return rows;
}

/** Ids of what is counted at some touchpoints. */
export async function definitionsCounted(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[]
): Promise<string[]> {
	// One look into the key for each pair, however many days were counted.
	const { rows } = await sql<{ id: string }>`
		select d.id from metric_definition d
		where d.workspace_id = ${workspaceId} and exists (
			select from unnest(${[...touchpointIds]}::uuid[]) as t (id), lateral (
				select from score_day s
				where s.workspace_id = d.workspace_id and s.touchpoint_id = t.id and s.definition_id = d.id
				limit 1
			) as counted
		)`.execute(trx);
	return rows.map(({ id }) => id);
}

/** One touchpoint by day, week (Monday first) or month, per definition; times without answers are left out. */
export async function countsByTime(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointId: string,
	definitionIds: readonly string[],
	days: Days,
	step: TrendStep,
	narrowed: Narrowed
): Promise<{ definitionId: string; day: string; histogram: Histogram }[]> {
	const start = step === 'day' ? sql`day` : sql`date_trunc(${sql.lit(step)}, day)::date`;
	return counts(trx, workspaceId, narrowed)
		.select(['definition_id as definitionId', sql<string>`(${start})::text`.as('day'), summed.as('histogram')])
		.where('touchpoint_id', '=', touchpointId)
		.where(sql<boolean>`definition_id = any(${[...definitionIds]}::uuid[])`)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.groupBy(['definition_id', start])
		.execute();
}

/** Answers of one touchpoint and definition over all time, and how many of them lie outside some days. */
export interface Extent {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly first: string;
	readonly last: string;
	readonly n: number;
	readonly before: number;
	readonly after: number;
}

/** From when to when these touchpoints have answers. */
export async function extentsOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days,
	narrowed: Narrowed
): Promise<Extent[]> {
	if (touchpointIds.length === 0) return [];
	const reading = await readingOf(trx, workspaceId, null, days);
	// Rows that corrections emptied say nothing about when there are answers.
	const { rows } = await sql<Extent>`
		select touchpoint_id as "touchpointId", definition_id as "definitionId",
			min(first)::text as first, max(last)::text as last, sum(${all})::integer as n,
			coalesce(sum(${all}) filter (where last < ${days.from}), 0)::integer as before,
			coalesce(sum(${all}) filter (where first > ${days.to}), 0)::integer as after
		from ${rowsIn(workspaceId, touchpointIds, narrowed, reading)} as counted
		where (${all}) > 0
		group by touchpoint_id, definition_id`.execute(trx);
	return rows;
}

/** Answers of one touchpoint and definition between two of some days, by what tells them apart. */
export interface BandCounts {
	readonly touchpointId: string;
	readonly definitionId: string;
	/** A channel, a language, or a code. */
	readonly slice: string;
	/** 0: before the first of the days; 1: from it to the day before the second, and so on. */
	readonly band: number;
	readonly n: number;
}

/**
 * How many answered, between days given in their order.
 * @param by codes: only what came through these
 */
export async function countsByBand(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	edges: readonly string[],
	by: 'channel' | 'language' | readonly string[]
): Promise<BandCounts[]> {
	if (touchpointIds.length === 0) return [];
	const band = sql<number>`width_bucket(day, ${[...edges]}::date[])`;
	const slice = by === 'channel' ? sql<string>`channel` : sql<string>`value`;
	const table = (by === 'channel' ? 'score_day' : 'score_day_by') as 'score_day';
	const rows = trx
		.selectFrom(`${table} as score_day`)
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId'])
		.select([slice.as('slice'), band.as('band'), sql<number>`sum(${all})::integer`.as('n')])
		.where('workspace_id', '=', workspaceId)
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		// By their names: the same parameters a second time would be other ones.
		.groupBy(['touchpoint_id', 'definition_id', sql.ref('slice'), sql.ref('band')]);
	if (by === 'channel') return rows.execute();
	return rows
		.where(by === 'language' ? sql<boolean>`dimension = 'language'` : choice({ collectorIds: by }).where!)
		.execute();
}

/** First day on which any of these touchpoints was answered; null when none was. */
export async function firstDayOf(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[]
): Promise<string | null> {
	if (touchpointIds.length === 0) return null;
	// Of each touchpoint the first row of its index that is not empty.
	const { rows } = await sql<{ first: string | null }>`
		select min(d.day)::text as first
		from unnest(${[...touchpointIds]}::uuid[]) as t (id), lateral (
			select day from score_day
			where workspace_id = ${workspaceId} and touchpoint_id = t.id and (${all}) > 0
			order by day limit 1
		) as d`.execute(trx);
	return rows[0]!.first;
}

/** Answers of one definition by what they can be told apart by; a place is a code. */
export interface SliceCounts {
	readonly dimension: 'channel' | 'place' | 'language';
	readonly value: string;
	readonly histogram: Histogram;
}

/** Histograms of some touchpoints, added up per channel, place and language. */
export async function countsBySlice(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	definitionId: string,
	days: Days
): Promise<SliceCounts[]> {
	const here = sql<boolean>`workspace_id = ${workspaceId} and touchpoint_id = any(${[...touchpointIds]}::uuid[])
		and definition_id = ${definitionId} and day >= ${days.from} and day <= ${days.to}`;
	const { rows } = await sql<SliceCounts>`
		select 'channel' as dimension, channel as value, ${summed} as histogram
		from score_day where ${here} group by channel
		union all
		select dimension, value, ${summed} as histogram
		from score_day_by where ${here} and dimension in ('place', 'language') group by dimension, value`.execute(trx);
	return rows;
}

/** Counts of one touchpoint and definition through one code. */
export interface CodeCounts extends TouchpointCounts {
	readonly collectorId: string;
}

/** Histograms per touchpoint, definition and code over a window. */
export async function countsByCode(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	days: Days
): Promise<CodeCounts[]> {
	if (touchpointIds.length === 0) return [];
	return trx
		.selectFrom('score_day_by')
		.select(['touchpoint_id as touchpointId', 'definition_id as definitionId', 'value as collectorId'])
		.select(summed.as('histogram'))
		.where('workspace_id', '=', workspaceId)
		.where('dimension', '=', 'place')
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.groupBy(['touchpoint_id', 'definition_id', 'value'])
		.execute();
}

/** Histograms of some touchpoints added up by day; days without answers are left out. */
export async function countsByDay(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	definitionId: string,
	days: Days,
	narrowed: Narrowed
): Promise<{ day: string; histogram: Histogram }[]> {
	return counts(trx, workspaceId, narrowed)
		.select([sql<string>`day::text`.as('day'), summed.as('histogram')])
		.where(sql<boolean>`touchpoint_id = any(${[...touchpointIds]}::uuid[])`)
		.where('definition_id', '=', definitionId)
		.where('day', '>=', days.from)
		.where('day', '<=', days.to)
		.groupBy('day')
		.orderBy('day')
		.execute();
}
