import { dayIn, addDays } from '#domain/shared/days.ts';

/** Periods of the overlay: the last n days, everything, or days that the person chose. */
export const periods = ['7', '30', '90', '365', 'all'] as const;
export type Period = (typeof periods)[number] | 'custom';

/** First and last day, as days of the workspace's time zone (`2026-05-03`), both included. */
export interface Days {
	readonly from: string;
	readonly to: string;
}

/** What the numbers are asked for: days of one's own, or a period by its name. */
export type Window = Days | { readonly period: (typeof periods)[number] };

/** The period that the server's results and its live slices have when nobody chose another. */
export const defaultPeriod: Period = '30';

/** @param now milliseconds since 1970 */
export function lastDays(count: number, now: number, timeZone: string): Days {
	const to = dayIn(timeZone, new Date(now));
	// Counted on the calendar, not in hours: days on which the clocks change have 23 or 25.
	return { from: addDays(to, 1 - count), to };
}

/** What an address says about the overlay. */
export interface Chosen {
	readonly period: Period;
	/** For days of one's own. */
	readonly days: Days;
}

/** In the calendar, in years that the server takes: the 31st of February is none. */
const isDay = (text: string): boolean => {
	if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < '1970' || text >= '3000') return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
};

/**
 * Period of an address: `?from=2015-01-01&to=2015-12-31` or `?period=all`. Days win; what cannot be read is the default
 * period, since a link that somebody shortened should still open its map.
 */
export function readPeriod(params: URLSearchParams): Chosen {
	const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
	if (isDay(from) && isDay(to) && from <= to && canBeShown({ from, to }))
		return { period: 'custom', days: { from, to } };
	const named = periods.find((period) => period === params.get('period'));
	return { period: named ?? defaultPeriod, days: { from: '', to: '' } };
}

/** The period as parts of an address: null for those that are not in it. The default needs none. */
export const writePeriod = ({ period, days }: Chosen): Readonly<Record<'from' | 'to' | 'period', string | null>> =>
	period === 'custom'
		? { ...days, period: null }
		: { from: null, to: null, period: period === defaultPeriod ? null : period };

/** Days that the server has numbers of: in the years of the calendar it takes, and not more than it adds up at once. */
export const canBeShown = ({ from, to }: Days): boolean =>
	from >= '1970-01-01' &&
	/^[12]\d{3}-/.test(to) &&
	Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`) < 100 * 366 * 24 * 60 * 60 * 1000;
