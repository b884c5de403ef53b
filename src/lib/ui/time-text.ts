const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * "3 minutes ago" up to a week, then the date; with the year only when it is another one.
 * @param at an instant
 * @param now the reader's clock, ms since 1970
 */
export function relativeTime(at: Date, now: number, locale: string, timeZone?: string): string {
	const seconds = Math.round((at.getTime() - now) / 1000);
	const size = Math.abs(seconds);
	const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
	// At least one: "updated now" reads like an order in Chinese.
	if (size < 45) return relative.format(seconds || -1, 'second');
	if (size < HOUR) return relative.format(Math.trunc(seconds / MINUTE) || Math.sign(seconds), 'minute');
	if (size < DAY) return relative.format(Math.trunc(seconds / HOUR), 'hour');
	if (size < 7 * DAY) return relative.format(Math.trunc(seconds / DAY), 'day');
	const zone = timeZone ? { timeZone } : {};
	const year = new Intl.DateTimeFormat('en', { year: 'numeric', ...zone });
	const sameYear = year.format(at) === year.format(now);
	return new Intl.DateTimeFormat(locale, {
		month: sameYear ? 'long' : 'short',
		day: 'numeric',
		...(sameYear ? {} : { year: 'numeric' }),
		...zone
	}).format(at);
}

/** Date and time in full, for the tooltip behind a relative time. */
export const fullTime = (at: Date, locale: string, timeZone?: string): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(
		at
	);

/** The day alone. */
export const dateText = (at: Date, locale: string, timeZone?: string): string =>
	new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...(timeZone ? { timeZone } : {}) }).format(at);
