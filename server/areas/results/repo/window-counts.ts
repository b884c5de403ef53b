import { merge, total, type Histogram } from '#domain/metrics/index.ts';
import type { Day, Days } from '#domain/shared/days.ts';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Database } from '../../../db/tables/index.ts';
import { readings } from './kept-months.ts';
import {
	all,
	rowsIn,
	sliceTotals,
	summed,
	type Extent,
	type Narrowed,
	type SlicedBy,
	type SliceTotal,
	type TouchpointCounts
} from './scores.ts';

/** How many answered at a touchpoint by a definition. */
export type Answers = Omit<SliceTotal, 'slice'>;

/** What numbers of a window are made of. */
export interface WindowCounts {
	readonly current: readonly TouchpointCounts[];
	/** Of the window that it is compared with. */
	readonly earlier: readonly TouchpointCounts[];
	/** How many answered in the window without the filter or with less of it; in the order of what was asked. */
	readonly wider: readonly (readonly Answers[])[];
	/** How many answered in the window, slice by slice; empty without a slice that is chosen. */
	readonly slices: readonly SliceTotal[];
	/** Over all time; empty where they were not asked for. */
	readonly extents: readonly Extent[];
}

export interface AskedWindow {
	readonly window: Days;
	readonly before: Days;
	readonly narrowed: Narrowed;
	readonly wider: readonly Narrowed[];
	/** Everybody is in one of the slices: together they are everything, which is the wider choice then. */
	readonly slice?: { readonly by: SlicedBy } | undefined;
	/** From when to when there are answers is asked, too: everything that is chosen is read, whatever its day. */
	readonly ever: boolean;
}

/** What a row of counts is of, as bits. */
const IN_WINDOW = 1;
const IN_BEFORE = 2;
const EARLIER = 4;
const LATER = 8;
/** A row that corrections emptied: it says nothing about when there are answers. */
const EMPTY = 16;
/** Of the first wider choice, of the second … */
const WIDER = 32;

interface Part extends TouchpointCounts {
	readonly part: number;
	readonly first: Day;
	readonly last: Day;
}

/**
 * Everything that a window's numbers are made of in one statement: each row is read once, and added up with those that are
 * of the same windows. Apart, a map of 60 touchpoints took two and a half times as long.
 */
export async function windowCounts(
	trx: Kysely<Database>,
	workspaceId: string,
	touchpointIds: readonly string[],
	asked: AskedWindow
): Promise<WindowCounts> {
	const { window, before, narrowed, wider, slice, ever } = asked;
	if (touchpointIds.length === 0)
		return { current: [], earlier: [], wider: wider.map(() => []), slices: [], extents: [] };
	const readingOf = readings(trx, workspaceId);
	const rows = async (days: Days | null, choice: Narrowed, part: RawBuilder<number>, edges: readonly Days[] = []) => {
		const reading = await readingOf(days, ...edges);
		return sql`select *, ${part} as part from ${rowsIn(workspaceId, touchpointIds, choice, reading)} as read`;
	};
	const parts = ever
		? [await rows(null, narrowed, partOf(window, before), [window, before])]
		: [await rows(window, narrowed, bit(IN_WINDOW)), await rows(before, narrowed, bit(IN_BEFORE))];
	if (slice === undefined)
		for (const [at, one] of wider.entries()) parts.push(await rows(window, one, bit(WIDER << at)));
	const found = await sql<Part>`
		select touchpoint_id as "touchpointId", definition_id as "definitionId", part,
			min(first)::text as first, max(last)::text as last, ${summed} as histogram
		from (${sql.join(parts, sql` union all `)}) as counted
		group by touchpoint_id, definition_id, part`.execute(trx);
	const counts = (part: number) =>
		perDefinition(
			found.rows.filter((row) => (row.part & part) !== 0),
			({ touchpointId, definitionId }, own) => ({ touchpointId, definitionId, histogram: sumOf(own) })
		);
	const slices =
		slice === undefined ? [] : await sliceTotals(trx, workspaceId, touchpointIds, await readingOf(window), slice.by);
	return {
		current: counts(IN_WINDOW),
		earlier: counts(IN_BEFORE),
		wider: wider.map((_, at) =>
			slice === undefined
				? counts(WIDER << at).map(({ histogram, ...of }) => ({ ...of, n: total(histogram) }))
				: wholes(slices)
		),
		slices,
		extents: ever ? extentsIn(found.rows.filter(({ part }) => part < EMPTY)) : []
	};
}

/** Slices of each touchpoint and definition together. */
export const wholes = (slices: readonly SliceTotal[]): Answers[] =>
	[...Map.groupBy(slices, (one) => `${one.touchpointId}/${one.definitionId}`).values()].map((own) => ({
		touchpointId: own[0]!.touchpointId,
		definitionId: own[0]!.definitionId,
		n: own.reduce((sum, { n }) => sum + n, 0)
	}));

const bit = (part: number): RawBuilder<number> => sql`${sql.lit(part)}::integer`;

/** Of which windows a row is. No month that is read lies on both sides of one of their ends. */
function partOf(window: Days, before: Days): RawBuilder<number> {
	const when = (condition: RawBuilder<unknown>, part: number) =>
		sql`case when ${condition} then ${bit(part)} else 0 end`;
	return sql`${when(sql`first between ${window.from} and ${window.to}`, IN_WINDOW)}
		+ ${when(sql`first between ${before.from} and ${before.to}`, IN_BEFORE)}
		+ ${when(sql`first < ${window.from}`, EARLIER)} + ${when(sql`first > ${window.to}`, LATER)}
		+ ${when(sql`(${all}) = 0`, EMPTY)}`;
}

const extentsIn = (rows: readonly Part[]): Extent[] =>
	perDefinition(rows, ({ touchpointId, definitionId }, own) => {
		const n = (of: number) => total(sumOf(own.filter(({ part }) => (part & of) !== 0)));
		return {
			touchpointId,
			definitionId,
			first: own.map(({ first }) => first).sort()[0]!,
			last: own
				.map(({ last }) => last)
				.sort()
				.at(-1)!,
			n: total(sumOf(own)),
			before: n(EARLIER),
			after: n(LATER)
		};
	});

const sumOf = (rows: readonly TouchpointCounts[]): Histogram =>
	rows.length === 1 ? rows[0]!.histogram : merge(...rows.map(({ histogram }) => histogram));

const perDefinition = <T>(rows: readonly Part[], made: (first: Part, own: readonly Part[]) => T): T[] =>
	[...Map.groupBy(rows, (row) => `${row.touchpointId}/${row.definitionId}`).values()].map((own) => made(own[0]!, own));
