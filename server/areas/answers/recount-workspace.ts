import type { Kysely } from 'kysely';
import type { Database } from '../../db/tables/index.ts';
import { recountSomeDays } from './repo/day-recount.ts';

/** Answers moved in one transaction: a moment's work, so that new answers to the same touchpoints do not wait. */
const AT_ONCE = 2000;

/**
 * Puts the answers of a workspace on the days of its time zone, from where a run before was cut off.
 * @returns how many were moved
 */
export async function recountWorkspace(
	system: Kysely<Database>,
	workspaceId: string,
	now: () => Date
): Promise<number> {
	let touched = 0;
	for (;;) {
		const { moved, more } = await system
			.transaction()
			.execute((trx) => recountSomeDays(trx, workspaceId, AT_ONCE, now()));
		touched += moved;
		if (!more) return touched;
	}
}
