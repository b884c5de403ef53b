import type { Kysely } from 'kysely';
import { counts, isFull, oneMore, type CollectorLimits, type MarkReason, type Tally } from '#domain/survey/index.ts';
import type { Database } from '../../db/tables/index.ts';
import type { NewResponse } from './repo/answers.ts';
import { answeredBy, holdCollectors, tallyOf } from './repo/limits.ts';

/** An answer to a collector that does not take all. */
export interface Limited {
	readonly row: NewResponse;
	readonly limits: CollectorLimits;
}

/** Must be asked before an answer is counted: the rest is asked when the form is shown. */
export const asksWhenCounted = (limits: CollectorLimits): boolean => counts(limits) || limits.once;

/**
 * Marks what is above the limits of its collector: it is kept, and does not count. Nobody's work is thrown away who began
 * before the last place was taken. In the order given; whoever else counts for these collectors waits until the
 * transaction ends, so that no number is exceeded by answers at the same moment.
 * @returns the mark of each, by the row's id; none: it counts
 */
export async function marksWithin(
	trx: Kysely<Database>,
	limited: readonly Limited[]
): Promise<Map<string, MarkReason>> {
	const byCollector = Map.groupBy(limited, ({ row }) => `${row.workspaceId}/${row.collectorId}`);
	await holdCollectors(
		trx,
		[...byCollector.values()]
			.map(([first]) => first!.row)
			.map(({ workspaceId, collectorId }) => ({ workspaceId, collectorId }))
	);
	const marks = new Map<string, MarkReason>();
	for (const own of byCollector.values()) {
		const { limits, row } = own[0]!;
		const { workspaceId, collectorId } = row;
		let tally: Tally | null = counts(limits) ? await tallyOf(trx, workspaceId, collectorId, limits) : null;
		const known = limits.once ? own.flatMap((one) => one.row.customerId ?? []) : [];
		const answered = await answeredBy(trx, workspaceId, collectorId, known);
		for (const { row: one } of own) {
			if (one.mark !== null) continue;
			const said = { language: one.language, parameters: one.parameters ?? {} };
			const mark =
				one.customerId !== null && answered.has(one.customerId)
					? 'again'
					: tally && isFull(limits, tally, said)
						? 'over'
						: null;
			if (mark !== null) marks.set(one.id, mark);
			else {
				if (tally) tally = oneMore(limits, tally, said);
				if (limits.once && one.customerId !== null) answered.add(one.customerId);
			}
		}
	}
	return marks;
}
