import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { byDimension, columnsOf, total, type Counts } from './counting.ts';

/*
 * Months that are long past, added up from their days. A month counts while `score_month_kept` names it; a trigger takes the
 * name away when one of its days changes, and holds a shared lock that keeps the two from passing each other.
 */

/** Tables of days that are added up, and where. */
const folds = [
	{ of: total, table: 'score_month' },
	{ of: byDimension, table: 'score_month_by' }
] as const satisfies readonly { of: Counts; table: string }[];

/** Days before which a month must have ended to be added up: the trigger looks at none that is younger than 35 (migration). */
export const MONTHS_AFTER = 40;

const keyOf = ({ key }: Counts): RawBuilder<unknown> => sql.raw(key.filter((name) => name !== 'day').join(', '));
const counted = ({ store }: Counts): RawBuilder<unknown> => sql.raw(`(${store.columns.join(' + ')}) > 0`);
const sums = ({ store }: Counts): RawBuilder<unknown> =>
	sql.raw(store.columns.map((name) => `sum(${name})::integer`).join(', '));

/** Workspaces whose oldest days may be added up. (system's connections) */
export async function workspacesWithCounts(system: Kysely<Database>): Promise<string[]> {
	const rows = await system.selectFrom('workspace').select('workspace_id').orderBy('workspace_id').execute();
	return rows.map((row) => row.workspace_id);
}

/** Months of a workspace, the first days of each, that have ended long enough and are not kept, the oldest first. */
export async function monthsToFold(trx: Kysely<Database>, workspaceId: string): Promise<string[]> {
	const { rows } = await sql<{ month: string }>`
		select month::date::text as month
		from generate_series(
			(select date_trunc('month', least(
				(select min(day) from score_day where workspace_id = ${workspaceId}),
				(select min(month) from score_month_kept where workspace_id = ${workspaceId})))),
			date_trunc('month', current_date - ${sql.lit(MONTHS_AFTER)}::integer) - interval '1 month', interval '1 month') month
		where not exists (select from score_month_kept k where k.workspace_id = ${workspaceId} and k.month = month::date)
		order by 1`.execute(trx);
	return rows.map(({ month }) => month);
}

/**
 * Adds up months that follow one another, in the caller's transaction: cut off, nothing of it is there, and run twice it is
 * the same. Whoever is changing such a day is waited for, and waits.
 * @param from first day of the first month @param to first day of the last
 */
export async function foldMonths(trx: Kysely<Database>, workspaceId: string, from: string, to: string): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('months ' || ${workspaceId}::text, 0))`.execute(trx);
	const months = sql`month >= ${from}::date and month <= ${to}::date`;
	for (const { of, table } of folds) {
		await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId} and ${months}`.execute(trx);
		await sql`
			insert into ${sql.table(table)} (${keyOf(of)}, month, first, last, ${columnsOf(of)})
			select ${keyOf(of)}, date_trunc('month', day)::date, min(day), max(day), ${sums(of)}
			from ${sql.table(of.table)}
			where workspace_id = ${workspaceId} and day >= ${from}::date
				and day < (${to}::date + interval '1 month')::date and ${counted(of)}
			group by ${keyOf(of)}, date_trunc('month', day)`.execute(trx);
	}
	await sql`
		insert into score_month_kept (workspace_id, month)
		select ${workspaceId}, month::date from generate_series(${from}::date, ${to}::date, interval '1 month') month
		on conflict do nothing`.execute(trx);
}

/** A month that did not say what its days say. */
export interface MonthDifference {
	readonly touchpointId: string;
	readonly definitionId: string;
	readonly channel: string | null;
	readonly dimension: string | null;
	readonly value: string | null;
	/** Its first day. */
	readonly month: string;
	/** s0 … s10. */
	readonly counted: readonly number[];
	readonly actual: readonly number[];
}

/** Compares the months that are kept with their days, and gives up those that differ: they are added up anew. */
export async function proveMonths(trx: Kysely<Database>, workspaceId: string): Promise<MonthDifference[]> {
	await sql`select pg_advisory_xact_lock(hashtextextended('months ' || ${workspaceId}::text, 0))`.execute(trx);
	const found: MonthDifference[] = [];
	for (const { of, table } of folds) {
		const own = (name: string) => sql.raw(of.key.includes(name) ? `"${name}"` : `null as "${name}"`);
		const array = (from: string) =>
			sql.raw(`array[${of.store.columns.map((name) => `coalesce(${from}.${name}, 0)`).join(', ')}]::integer[]`);
		const { rows } = await sql<MonthDifference>`
			with kept as (select month from score_month_kept where workspace_id = ${workspaceId}),
			truth as (
				select ${keyOf(of)}, date_trunc('month', day)::date as month, ${sql.raw(of.store.columns.map((name) => `sum(${name})::integer as ${name}`).join(', '))}
				from ${sql.table(of.table)} where workspace_id = ${workspaceId} and ${counted(of)}
					and date_trunc('month', day)::date in (select month from kept)
				group by ${keyOf(of)}, date_trunc('month', day)),
			folded as (select * from ${sql.table(table)} where workspace_id = ${workspaceId} and month in (select month from kept))
			select touchpoint_id as "touchpointId", definition_id as "definitionId", ${own('channel')}, ${own('dimension')}, ${own('value')},
				month::text as month, ${array('f')} as counted, ${array('t')} as actual
			from truth t full join folded f using (${keyOf(of)}, month)
			where ${array('f')} <> ${array('t')}
			order by month, "touchpointId", "definitionId"`.execute(trx);
		found.push(...rows);
	}
	const months = [...new Set(found.map(({ month }) => month))];
	if (months.length > 0)
		await sql`delete from score_month_kept where workspace_id = ${workspaceId} and month = any(${months}::date[])`.execute(
			trx
		);
	return found;
}
