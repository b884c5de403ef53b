import { purgeSignInAttempts as purge } from '../../db/repos/purge.ts';
import type { JobHandler } from '../handler.ts';

/** Counters of tried passwords whose window is over. */
export const purgeSignInAttempts: JobHandler = {
	name: 'purge-sign-in-attempts',
	cron: '27 * * * *',
	run: ({ system, now }) => purge(system, now())
};
