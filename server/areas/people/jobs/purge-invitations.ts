import { purgeInvitations as purge } from '../repo/purge.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

/** An invitation that ran out stays in the list for a month, so that whoever sent it sees what became of it. */
const KEPT_MS = 30 * 24 * 60 * 60_000;

export const purgeInvitations: JobHandler = {
	name: 'purge-invitations',
	cron: '47 3 * * *',
	run: ({ system, now }) => purge(system, new Date(now().getTime() - KEPT_MS))
};
