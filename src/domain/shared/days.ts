/**
 * Days as people name them: `YYYY-MM-DD` in the workspace's time zone. Every filter, chart and export counts in these
 * (metrics.md, "Time"); instants stay in UTC.
 */
export type Day = string;

/** The day it is at an instant in a time zone (IANA name). */
export const dayIn = (timeZone: string, instant: Date): Day => {
	// en-CA writes a date as YYYY-MM-DD.
	return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
		instant
	);
};

/** Clock on the wall at an instant in a time zone, `YYYY-MM-DD HH:MM:SS`. */
export const wallClockIn = (timeZone: string, instant: Date): string =>
	new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(instant);

const DAY_MS = 86_400_000;

const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, count: number): Day =>
	new Date(toMs(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Number of days from … to, both included; 0 or less when they are the wrong way round. */
export const dayCount = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / DAY_MS) + 1;

/** Every day from … to, both included. */
export const eachDay = (from: Day, to: Day): Day[] =>
	Array.from({ length: Math.max(0, dayCount(from, to)) }, (_, at) => addDays(from, at));
