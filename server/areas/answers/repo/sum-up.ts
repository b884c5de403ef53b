import type { Histogram } from '#domain/metrics/index.ts';
import type { ResponseFilters } from '#domain/survey/index.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { conditionsOf } from './chosen.ts';
import { columnsOf, counted, eachValue, total } from './counting.ts';

interface Chosen {
	readonly filters: ResponseFilters;
	/** Only what had arrived by then. */
	readonly asOf?: string | undefined;
}

/** Source and condition of a statement about the answers that a filter chooses, as `r`; null: there can be none. */
async function chosen(trx: Kysely<Database>, workspaceId: string, { filters, asOf }: Chosen) {
	const conditions = await conditionsOf(trx, workspaceId, filters);
	if (conditions === null) return null;
	const all = [sql<boolean>`r.workspace_id = ${workspaceId}`, ...conditions];
	if (asOf !== undefined) all.push(sql<boolean>`r.received_at <= ${asOf}::timestamptz`);
	return sql`response r where ${sql.join(all, sql` and `)}`;
}

export interface HowMany {
	readonly n: number;
	/** With a mark, whatever was decided. */
	readonly marked: number;
	readonly leftOut: number;
	/** Tried out by the team: never counted. */
	readonly tests: number;
	readonly words: number;
}

export async function howMany(trx: Kysely<Database>, workspaceId: string, of: Chosen): Promise<HowMany> {
	const from = await chosen(trx, workspaceId, of);
	if (from === null) return { n: 0, marked: 0, leftOut: 0, tests: 0, words: 0 };
	const { rows } = await sql<HowMany>`
		select count(*) as n, count(*) filter (where r.mark is not null) as marked,
			count(*) filter (where r.left_out) as "leftOut", count(*) filter (where r.mark = 'test') as tests,
			count(*) filter (where r.has_text) as words
		from ${from}`.execute(trx);
	return rows[0]!;
}

export interface LedgerPart {
	readonly definitionId: string;
	readonly leftOut: boolean;
	readonly marked: boolean;
	readonly histogram: Histogram;
}

/** Scores of the chosen answers by definition, apart by what is marked and what is left out. What was tried out is none of them. */
export async function ledgerParts(trx: Kysely<Database>, workspaceId: string, of: Chosen): Promise<LedgerPart[]> {
	const from = await chosen(trx, workspaceId, of);
	if (from === null) return [];
	const { rows } = await sql<LedgerPart>`
		select c.definition_id as "definitionId", c.left_out as "leftOut", c.marked,
			array[${columnsOf(total)}]::integer[] as histogram
		from (
			select e.definition_id, r.left_out, r.marked, ${counted(total)}
			from (select r.scores, r.left_out, r.mark is not null as marked from ${from} and r.mark is distinct from 'test') r
			${eachValue(total)}
			group by 1, 2, 3
		) c`.execute(trx);
	return rows;
}

/** How many of the chosen answers were given on each day, of the last days that have any. */
export async function byDay(
	trx: Kysely<Database>,
	workspaceId: string,
	of: Chosen,
	limit: number
): Promise<{ day: string; n: number }[]> {
	const from = await chosen(trx, workspaceId, of);
	if (from === null) return [];
	const { rows } = await sql<{ day: string; n: number }>`
		select r.day, count(*) as n from ${from} group by r.day order by r.day desc limit ${limit}`.execute(trx);
	return rows.reverse();
}

/** How many arrived after an instant, at most `limit`: those that a list as of then does not show. */
export async function newerThan(
	trx: Kysely<Database>,
	workspaceId: string,
	filters: ResponseFilters,
	after: string,
	limit: number
): Promise<number> {
	const from = await chosen(trx, workspaceId, { filters });
	if (from === null) return 0;
	// What arrives now was given within the days that a phone without network or a kiosk may wait; an import's is not announced.
	const { rows } = await sql<{ n: number }>`
		select count(*) as n from (
			select from ${from} and r.received_at > ${after}::timestamptz
				and r.submitted_at > ${after}::timestamptz - interval '9 days' limit ${limit}) as newer`.execute(trx);
	return rows[0]!.n;
}
