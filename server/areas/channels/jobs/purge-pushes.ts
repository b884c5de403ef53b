import type { JobHandler } from '../../../jobs/handler.ts';
import { purgeLog } from '../repo/log.ts';
import { purgePushes } from '../repo/pushes.ts';

const DAY = 24 * 60 * 60_000;
/** A platform repeats a push for seconds, and refuses nobody for older ones: their age is refused. */
const KEPT_DAYS = 30;

/** What people wrote is personal: it is kept no longer than somebody may look for what went wrong. */
export const purgeChannelPushes: JobHandler = {
	name: 'purge-channel-pushes',
	cron: '52 3 * * *',
	async run({ system, now }) {
		const before = new Date(now().getTime() - KEPT_DAYS * DAY);
		return (await purgePushes(system, before)) + (await purgeLog(system, before));
	}
};
