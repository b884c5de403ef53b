import { addDays, type Day, type Days } from '#domain/shared/days.ts';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';

/** Where the counts of a window are read: whole months that were added up, and the days that are in none of them. */
export interface Reading {
	/** First days of months; none: everything is read from days. */
	readonly months: readonly Day[];
	/** Days beside them, both ends included; null: without end. */
	readonly days: readonly { readonly from: Day | null; readonly to: Day | null }[];
}

/** Windows of fewer days are read by day: they hold too few months that are long past. */
const WORTH_IT = 90;

const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;
const nextMonth = (month: Day): Day => monthOf(addDays(month, 31));

/**
 * @param window null: all time
 * @param edges windows whose ends no month may go beyond, since what lies on both sides of them is told apart
 */
export const readingOf = (
	trx: Kysely<Database>,
	workspaceId: string,
	window: Days | null,
	...edges: readonly Days[]
): Promise<Reading> => readings(trx, workspaceId)(window, ...edges);

/** The same for several windows: what was added up is looked up once at most. */
export function readings(
	trx: Kysely<Database>,
	workspaceId: string
): (window: Days | null, ...edges: readonly Days[]) => Promise<Reading> {
	let kept: readonly Day[] | undefined;
	return async (window, ...edges) => {
		const [from, to] = [window?.from ?? null, window?.to ?? null];
		if (from !== null && to !== null && addDays(from, WORTH_IT) > to) return { months: [], days: [{ from, to }] };
		kept ??= await keptMonths(trx, workspaceId);
		return divide(kept, { from, to }, ...edges);
	};
}

async function keptMonths(trx: Kysely<Database>, workspaceId: string): Promise<Day[]> {
	const { rows } = await sql<{ month: Day }>`
		select month::text as month from score_month_kept where workspace_id = ${workspaceId} order by 1`.execute(trx);
	return rows.map(({ month }) => month);
}

/** @param kept first days of months that were added up, in order */
export function divide(
	kept: readonly Day[],
	{ from, to }: Reading['days'][number],
	...edges: readonly Days[]
): Reading {
	const isWhole = (month: Day): boolean => {
		const end = addDays(nextMonth(month), -1);
		const within = (from === null || from <= month) && (to === null || end <= to);
		const cut = edges.some((one) => (one.from > month && one.from <= end) || (one.to >= month && one.to < end));
		return within && !cut;
	};
	const months = kept.filter(isWhole);
	const days: { from: Day | null; to: Day | null }[] = [];
	let start = from;
	for (const month of months) {
		const before = addDays(month, -1);
		if (start === null || start <= before) days.push({ from: start, to: before });
		start = nextMonth(month);
	}
	if (start === null || to === null || start <= to) days.push({ from: start, to });
	return { months, days };
}
