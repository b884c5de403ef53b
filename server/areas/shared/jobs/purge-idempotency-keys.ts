import { purgeBefore } from '../repo/idempotency.ts';
import type { JobHandler } from '../../../jobs/handler.ts';

const KEPT_MS = 24 * 60 * 60_000;

/** Answers kept for repeated POSTs are of no use after a day. */
export const purgeIdempotencyKeys: JobHandler = {
	name: 'purge-idempotency-keys',
	cron: '17 * * * *',
	run: ({ system, now }) => purgeBefore(system, new Date(now().getTime() - KEPT_MS))
};
