import type { DateOrder } from './mapping.ts';

const PATTERN =
	/^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(am|pm|上午|下午)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads the times that exports write: `2015-02-24 11:35:52 -0800`, `2024/3/5 14:22`, `2024年3月5日`, `05.03.2024 2:22 pm`.
 * A date alone is noon of that day; a time without a zone is one of `timeZone`.
 * @param timeZone its name, or for many times its clock: making one is the slow part
 * @param order for dates that do not begin with a year of four digits
 * @returns the instant, null when the text is no time
 */
export function readTime(text: string, order: DateOrder, timeZone: string | ZoneClock): Date | null {
	const match = PATTERN.exec(text.trim());
	if (!match) return null;
	const [, a = '', b = '', c = '', hour, minute = '0', second = '0', half, zone] = match;
	const [year, month, day] =
		a.length === 4 ? [a, b, c] : order === 'mdy' ? [c, a, b] : order === 'dmy' ? [c, b, a] : [a, b, c];
	if (year!.length !== 4) return null;
	const hours = hour === undefined ? 12 : hourOf(Number(hour), half?.toLowerCase());
	const parts = [year, month, day].map(Number) as [number, number, number];
	const wall = Date.UTC(parts[0], parts[1] - 1, parts[2], hours ?? NaN, Number(minute), Number(second));
	const read = new Date(wall);
	// 31 February would roll over into March: then it was no date.
	const real =
		read.getUTCMonth() === parts[1] - 1 && read.getUTCDate() === parts[2] && Number(minute) < 60 && Number(second) < 60;
	if (Number.isNaN(wall) || !real) return null;
	return new Date(wall - (zone === undefined ? offsetAt(wall, timeZone) : offsetOf(zone)));
}

function hourOf(hour: number, half: string | undefined): number | null {
	if (half === undefined) return hour < 24 ? hour : null;
	if (hour < 1 || hour > 12) return null;
	return (hour % 12) + (half === 'pm' || half === '下午' ? 12 : 0);
}

function offsetOf(zone: string): number {
	const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
	if (!match) return 0;
	const [, sign, hours, minutes] = match;
	return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** What a zone's clock shows at an instant, written as if it were UTC. */
export type ZoneClock = (instant: number) => number;

export function zoneClock(timeZone: string): ZoneClock {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric'
	});
	return (instant) => {
		const parts = format.formatToParts(instant);
		const part = (type: string): number => Number(parts.find((p) => p.type === type)?.value);
		return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	};
}

/** How far the zone's clock is ahead of UTC when it shows `wall`. The second look settles hours beside a clock change. */
function offsetAt(wall: number, timeZone: string | ZoneClock): number {
	const shows = typeof timeZone === 'string' ? zoneClock(timeZone) : timeZone;
	const first = shows(wall) - wall;
	return shows(wall - first) - (wall - first);
}
