import { purgeRateLimits as purge } from '../repo/purge.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Counters whose window is over. */
export const purgeRateLimits: JobHandler = {
	name: 'purge-rate-limits',
	cron: '27 * * * *',
	run: ({ system, now }) => purge(system, now())
};
