import { unfinishedRecounts } from '../repo/day-recount.ts';
import { recountWorkspace } from '../recount-workspace.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Puts answers on the days of the workspace's new time zone. Goes on where a run before was cut off. */
export const recountDays: JobHandler = {
	name: 'recount-days',
	cron: '*/5 * * * *',
	atStart: true,
	async run({ system, now }) {
		let touched = 0;
		for (const workspaceId of await unfinishedRecounts(system))
			touched += await recountWorkspace(system, workspaceId, now);
		return touched;
	}
};
