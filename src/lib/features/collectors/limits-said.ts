import { formatCount } from '#lib/charts/format.ts';
import { fullTime } from '#lib/ui/time-text.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Way } from './names.ts';

/** What a way takes, in short; nothing of what is over or does not limit it. */
export function limitsSaid(
	{ opensAt, closesAt, limits, status }: Pick<Way, 'opensAt' | 'closesAt' | 'limits' | 'status'>,
	locale: string,
	timeZone: string
): string[] {
	const at = (instant: string) => fullTime(new Date(instant), locale, timeZone);
	return [
		status === 'early' && opensAt !== null && m.limits_said_opens({ at: at(opensAt) }),
		closesAt !== null && m.limits_said_closes({ at: at(closesAt) }),
		limits.maximum !== null && m.limits_said_maximum({ n: formatCount(limits.maximum, locale) }),
		limits.quotas.length > 0 && m.limits_said_quotas({ n: limits.quotas.length }),
		limits.once && m.limits_said_once(),
		limits.invited && m.limits_said_invited(),
		limits.pin !== null && m.limits_said_pin()
	].filter((text) => text !== false);
}
