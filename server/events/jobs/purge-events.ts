import type { JobHandler } from '../../jobs/handler.ts';
import { purgeEvents as purge } from '../stored-events.ts';

/** Long enough for whoever was away, and for a look at what happened last month. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Events that nobody needs any more. */
export const purgeEvents: JobHandler = {
	name: 'purge-events',
	cron: '57 3 * * *',
	run: ({ system, now }) => purge(system, new Date(now().getTime() - KEPT_MS))
};
