/**
 * Days as people name them: `YYYY-MM-DD` in the workspace's time zone. Every filter, chart and export counts in these
 * (metrics.md, "Time"); instants stay in UTC.
 */
export type Day = string;

/** The day it is at an instant in a time zone (IANA name). */
export const dayIn = (timeZone: string, instant: Date): Day => {
	const { year, month, day } = partsIn(timeZone, instant);
	return `${year}-${month}-${day}`;
};

/** Clock on the wall at an instant in a time zone, `YYYY-MM-DD HH:MM:SS`. */
export const wallClockIn = (timeZone: string, instant: Date): string => {
	const { year, month, day, hour, minute, second } = partsIn(timeZone, instant);
	return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
};

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The parts of a date by their names, padded to ISO's widths. What a locale makes of them – order, separators, digits, how
 * wide a month is – differs between versions of ICU ("en-CA" is 1970-01-01 in one browser and 01/01/1970 in another), so
 * no locale is ever taken for a format here.
 */
function partsIn(timeZone: string, instant: Date): Record<Part, string> {
	let format = formats.get(timeZone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			calendar: 'gregory',
			numberingSystem: 'latn',
			hourCycle: 'h23',
			timeZone,
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric'
		});
		formats.set(timeZone, format);
	}
	const found: Record<string, string> = {};
	for (const { type, value } of format.formatToParts(instant)) found[type] = value;
	const padded = (part: Part, width: number): string => (found[part] ?? '').padStart(width, '0');
	return {
		year: padded('year', 4),
		month: padded('month', 2),
		day: padded('day', 2),
		// Some versions of ICU write midnight as 24 all the same.
		hour: padded('hour', 2).replace('24', '00'),
		minute: padded('minute', 2),
		second: padded('second', 2)
	};
}

const DAY_MS = 86_400_000;

const toMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

export const addDays = (day: Day, count: number): Day =>
	new Date(toMs(day) + count * DAY_MS).toISOString().slice(0, 10);

/** Number of days from … to, both included; 0 or less when they are the wrong way round. */
export const dayCount = (from: Day, to: Day): number => Math.round((toMs(to) - toMs(from)) / DAY_MS) + 1;

const HALF_SPAN_MS = 15 * 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The first instant of a day in a time zone, to the minute: midnight, or what comes after it where clocks skip midnight.
 * @param timeZone IANA name
 */
export function startOfDay(timeZone: string, day: Day): Date {
	// No zone is further than 15 hours from UTC; in between the first minute of that day is looked for by halves.
	let before = toMs(day) - HALF_SPAN_MS;
	let within = toMs(day) + HALF_SPAN_MS;
	while (within - before > MINUTE_MS) {
		const middle = before + Math.floor((within - before) / 2 / MINUTE_MS) * MINUTE_MS;
		if (dayIn(timeZone, new Date(middle)) < day) before = middle;
		else within = middle;
	}
	return new Date(within);
}

/** Every day from … to, both included. */
export const eachDay = (from: Day, to: Day): Day[] =>
	Array.from({ length: Math.max(0, dayCount(from, to)) }, (_, at) => addDays(from, at));

/** Days from … to, both included, `YYYY-MM-DD`. */
export interface Days {
	readonly from: string;
	readonly to: string;
}

/** Hours by which a day begins or ends at most away from the UTC day of its name, in any time zone. */
const FURTHEST = 15;

/** Instants (ISO) among which all of the day lie, whatever the zone: to look for days where rows are in the order of instants. */
export const instantsAround = ({ from, to }: { readonly from: Day; readonly to: Day }): readonly [string, string] => [
	new Date(Date.parse(`${from}T00:00:00Z`) - FURTHEST * 3_600_000).toISOString(),
	new Date(Date.parse(`${to}T00:00:00Z`) + (24 + FURTHEST) * 3_600_000).toISOString()
];
