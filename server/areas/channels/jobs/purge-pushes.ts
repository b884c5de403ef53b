import type { JobHandler } from '../../../jobs/handler.ts';
import { chinaDay } from '../china-day.ts';
import { purgeAskedFor } from '../repo/answers.ts';
import { purgeConsents } from '../repo/consents.ts';
import { purgeLog } from '../repo/log.ts';
import { purgeMessages, purgeUses } from '../repo/messages.ts';
import { purgeRounds } from '../repo/rounds.ts';
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
		const gone = await Promise.all([
			purgePushes(system, before),
			purgeLog(system, before),
			purgeMessages(system, before),
			purgeRounds(system, before),
			purgeAskedFor(system, before),
			purgeConsents(system, before),
			purgeUses(system, chinaDay(before))
		]);
		return gone.reduce((sum, rows) => sum + rows, 0);
	}
};
