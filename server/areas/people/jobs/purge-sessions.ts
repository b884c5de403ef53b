import { purgeSessions as purge } from '../repo/purge.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Sessions that ran out. */
export const purgeSessions: JobHandler = {
	name: 'purge-sessions',
	cron: '37 3 * * *',
	run: ({ system, now }) => purge(system, now())
};
