import { addDays, dayIn } from '#domain/shared/days.ts';

/** Periods of the overlay: the last n days, or days that the person chose. */
export const periods = ['7', '30', '90', '365'] as const;
export type Period = (typeof periods)[number] | 'custom';

/** First and last day, as days of the workspace's time zone (`2026-05-03`), both included. */
export interface Days {
	readonly from: string;
	readonly to: string;
}

/** The period that the server's results and its live slices have when nobody chose another. */
export const defaultPeriod: Period = '30';

/** @param now milliseconds since 1970 */
export function lastDays(count: number, now: number, timeZone: string): Days {
	const to = dayIn(timeZone, new Date(now));
	// Counted on the calendar, not in hours: days on which the clocks change have 23 or 25.
	return { from: addDays(to, 1 - count), to };
}
