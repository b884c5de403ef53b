import { recountSomeDays, unfinishedRecounts } from '../repo/day-recount.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Answers moved in one transaction: a moment's work, so that new answers to the same touchpoints do not wait. */
const AT_ONCE = 2000;

/** Puts answers on the days of the workspace's new time zone. Goes on where a run before was cut off. */
export const recountDays: JobHandler = {
	name: 'recount-days',
	cron: '*/5 * * * *',
	atStart: true,
	async run({ system, now }) {
		let touched = 0;
		for (const workspaceId of await unfinishedRecounts(system)) {
			for (;;) {
				const { moved, more } = await system
					.transaction()
					.execute((trx) => recountSomeDays(trx, workspaceId, AT_ONCE, now()));
				touched += moved;
				if (!more) break;
			}
		}
		return touched;
	}
};
