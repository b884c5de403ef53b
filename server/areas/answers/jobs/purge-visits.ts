import type { JobHandler } from '../../../jobs/handler.ts';
import { purgeVisits } from '../repo/visits.ts';
import { VISIT_DAYS } from '../visits.ts';

const DAY = 24 * 60 * 60_000;

/** A page is remembered for as long as it may tell of itself again; what was counted of it stays. */
export const purgeOldVisits: JobHandler = {
	name: 'purge-visits',
	cron: '47 3 * * *',
	run: ({ system, now }) => purgeVisits(system, new Date(now().getTime() - (VISIT_DAYS + 1) * DAY))
};
