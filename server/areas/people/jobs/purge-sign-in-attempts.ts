import { purgeSignInAttempts as purge } from '../repo/purge.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** Counters of tried passwords whose window is over. */
export const purgeSignInAttempts: JobHandler = {
	name: 'purge-sign-in-attempts',
	cron: '27 * * * *',
	run: ({ system, now }) => purge(system, now())
};
