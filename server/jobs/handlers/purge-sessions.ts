import { purgeSessions as purge } from '../../db/repos/purge.ts';
import type { JobHandler } from '../handler.ts';

/** Sessions that ran out. */
export const purgeSessions: JobHandler = {
	name: 'purge-sessions',
	cron: '37 3 * * *',
	run: ({ system, now }) => purge(system, now())
};
