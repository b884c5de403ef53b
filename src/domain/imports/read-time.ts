import type { DateOrder } from './mapping.ts';
import { dateOf, numberAsTime, type WrittenInstant, type WrittenTime } from './written-time.ts';
import { commonSpelling } from './time-spelling.ts';
import { halfIn, monthOf, withoutJoints, withoutWeekday, type Half } from './time-words.ts';
import { isZone, offsetAt, offsetMinutes, zoneClock, type ZoneClock } from './zone.ts';

const NOON = 12 * 3600;

/**
 * Reads the times that exports and office programs write: `2015-02-24 11:35:52 -0800`, `2024/03/14 7:05:40 PM GMT+8`,
 * `2024/3/14 下午7:05`, `14.03.2024 19.05`, `14-Mar-24`, `2024. 03. 14. 19:05`, `Thu Mar 14 2024 19:05:40 GMT+0800 (CST)`,
 * `20240314`, a day number of Excel (`45365.795`), seconds or milliseconds since 1970.
 * A date alone is noon of that day; a time without an offset is one of `timeZone`.
 * @param timeZone its name, or for many times its clock: making one is the slow part
 * @param order for dates whose numbers do not say which is the day
 * @returns the instant, to the second; null when the text is no time
 */
export function readTime(text: string, order: DateOrder, timeZone: string | ZoneClock): Date | null {
	const written = writtenTime(text);
	return written === null ? null : instantOf(written, order, timeZone);
}

export function instantOf(
	written: WrittenTime | WrittenInstant,
	order: DateOrder,
	timeZone: string | ZoneClock
): Date | null {
	if ('instant' in written) return new Date(written.instant);
	const date = Array.isArray(written.date)
		? ordered(written.date as readonly [string, string, string], order)
		: written.date;
	if (date === null) return null;
	const { year, month, day } = date as { year: number; month: number; day: number };
	const wall = Date.UTC(year, month - 1, day) + (written.clock ?? NOON) * 1000;
	const midnight = new Date(Date.UTC(year, month - 1, day));
	// 31 February would roll over into March: then it was no date.
	if (year < 1900 || year > 2999 || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
	const { offset, zone } = written;
	const ahead = offset === null ? offsetAt(wall, zone === undefined ? timeZone : clockOf(zone)) : offset * 60_000;
	return new Date(wall - ahead);
}

const clocks = new Map<string, ZoneClock>();

/** The zone's clock, made once. */
function clockOf(zone: string): ZoneClock {
	const clock = clocks.get(zone) ?? zoneClock(zone);
	clocks.set(zone, clock);
	return clock;
}

/** Which number is what. A number of four digits is the year wherever it stands, and one of two may be. */
function ordered(
	[a, b, c]: readonly [string, string, string],
	order: DateOrder
): { year: number; month: number; day: number } | null {
	const long = [a, b, c].map((part) => part.length > 2);
	if (long[1]) return null;
	if (long[0]) return long[2] ? null : dateOf(a, b, c);
	if (order === 'ymd') return long[2] ? null : dateOf(a, b, c);
	return order === 'dmy' ? dateOf(c, b, a) : dateOf(c, a, b);
}

/** What the text says, before its date is put in order; null when it is no time. */
export function writtenTime(given: string): WrittenTime | WrittenInstant | null {
	if (given.length > 80 || !/[\p{Nd}〇一二三四五六七八九十]/u.test(given)) return null;
	const iso = ISO.exec(given);
	if (iso) return isoTime(iso);
	let text = commonSpelling(given);
	if (/^[+-]?\d+(?:[.,]\d+)?$/.test(text)) return numberAsTime(text);

	let offset: number | null = null;
	// `… Asia/Shanghai` and `…+08:00[Asia/Shanghai]`.
	const place = /^(.*\d)\s?\[?(?<![a-z])([a-z]+(?:\/[a-z_+-]+){1,2})\]?$/.exec(text);
	const named = place && isZone(place[2]!) ? place[2] : undefined;
	if (named !== undefined) text = place![1]!;
	// A name of the zone in brackets says again what its offset says.
	const doubled = /^(.*(?:gmt|utc)?[+-]\d{2}:?\d{2})\s*\([^)]*\)$/.exec(text)?.[1];
	if (doubled !== undefined) text = doubled;
	const zone =
		/^(.*(?:\d|[^\p{L}]|[ap]\.?\s?m\.?))\s*[([]?((?:utc|gmt)\s*(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|z|[a-z]{3,4})[)\]]?$/u.exec(
			text
		);
	if (zone && offsetMinutes(zone[2]!) !== null) {
		offset = offsetMinutes(zone[2]!);
		text = zone[1]!.replace(/[([\s]+$/, '');
	} else {
		// A bare +08 or -5 is an offset only behind a clock: else it is a part of the date.
		const bare = /^(.*(?:\d[:.時时點点h]\s?\d{2}.*|[ap]\.?\s?m\.?))\s*[([]?([+-]\s?\d{1,2}(?::?\d{2})?)[)\]]?$/u.exec(
			text
		);
		const inside = bare ? null : /^(.*\d:\d{2})\s+([+-]\d{4}|[a-z]{3,4})\s+(\d{4})$/.exec(text);
		const found = bare ?? inside;
		if (found && !/^\s*\d+-\d+-\d+\s*$/.test(text)) {
			const minutes = offsetMinutes(found[2]!);
			if (minutes === null) return null;
			offset = minutes;
			text = `${found[1]!} ${found[3] ?? ''}`.trim();
		}
	}
	const { half, rest } = halfIn(text);
	const clock = clockIn(rest, half);
	if (clock === null) return null;
	const date = dateIn(clock.rest);
	return date === null ? null : { date, clock: clock.seconds, offset, zone: offset === null ? named : undefined };
}

/** The form that most programs write, and the one that is quick to read. */
const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?\s*$/;

function isoTime([, year, month, day, hour, minute, second = '0', zone]: RegExpExecArray): WrittenTime | null {
	const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)] as const;
	const offset = zone === undefined ? null : offsetMinutes(zone);
	const date = dateOf(year!, month!, day!);
	if (date === null || hours > 23 || minutes > 59 || seconds > 59 || (zone !== undefined && offset === null))
		return null;
	return { date, clock: hours * 3600 + minutes * 60 + seconds, offset };
}

const CLOCK =
	/(?:^|[\s,(t日号])(\d{1,2})\s?(?::|時|时|點|点|시|h)\s?(?:(\d{1,2})\s?(?:(?::|分|분|min|m)\s?(?:(\d{1,2})(?:[.,]\d+)?\s?(?:秒|초|s)?)?)?)?\s?(?:uhr|時|klo|h|hrs?|hs|ч|น)?\.?(?=$|[\s,)])/;
/** Behind a whole date only: 19.05 is also a date without its year. */
const DOTTED =
	/(?<=\d\D+\d+\D+\d.*|[\p{L}\p{M}]{2}.*\d\D+\d.*|\d.*[\p{L}\p{M}]{2}.*\d.*)\s(\d{1,2})\.(\d{2})(?:\.(\d{2}))?\s?(?:uhr|น\.?)?$/u;

/** Takes the clock out of a text. `seconds` null: there was none. Null: there was one that no clock shows. */
function clockIn(text: string, half: Half | null): { seconds: number | null; rest: string } | null {
	const hourOnly = half === null ? null : /(?:^|\s)(\d{1,2})$/;
	const dotted = DOTTED.exec(text);
	const match = CLOCK.exec(text) ?? dotted ?? (hourOnly && /\d\D+\d+\D+\d+\s/.test(text) ? hourOnly.exec(text) : null);
	if (!match) return half === null ? { seconds: null, rest: text } : null;
	const [all, hour, minute = '0', second = '0'] = match;
	const hours = hourOf(Number(hour), half);
	if (hours === null || Number(minute) > 59 || Number(second) > 59) return null;
	const rest = `${text.slice(0, match.index)}${/^[日号]/.test(all) ? all[0] : ''} ${text.slice(match.index + all.length)}`;
	return { seconds: hours * 3600 + Number(minute) * 60 + Number(second), rest };
}

function hourOf(hour: number, half: Half | null): number | null {
	if (hour > 23) return null;
	if (half === null) return hour;
	// "下午15:05" says one thing twice; "13:00 am" contradicts itself.
	if (hour > 12) return half === 'afternoon' ? hour : null;
	if (half === 'noon') return hour >= 10 ? hour : hour + 12;
	if (half === 'night') return hour >= 10 && hour < 12 ? hour + 12 : hour % 12;
	if (hour === 0) return half === 'am' ? 0 : null;
	return (hour % 12) + (half === 'am' ? 0 : 12);
}

/** The date that is left when clock and zone are taken out. */
function dateIn(text: string): WrittenTime['date'] | null {
	const bare = withoutJoints(withoutWeekday(text).replace(/[,،()[\]]/g, ' '))
		.replace(/(\d)(?:st|nd|rd|th|º|ª|er)\b/g, '$1')
		.replace(/\s+/g, ' ')
		.replace(/^[\s.]+|\s+$/g, '');
	const chinese = /^(\d{2,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]?$/.exec(bare);
	if (chinese) return dateOf(chinese[1]!, chinese[2]!, chinese[3]!);
	const numbers = /^(\d{1,4})\s?([-/.年\s])\s?(\d{1,2})\s?([-/.月\s])\s?(\d{1,4})\s?[日号]?\.?(?:\s?t)?$/.exec(bare);
	if (numbers) return [numbers[1]!, numbers[3]!, numbers[5]!];
	if (/^\d{8}$/.test(bare)) return dateOf(bare.slice(0, 4), bare.slice(4, 6), bare.slice(6, 8));
	return namedMonth(bare);
}

/** `14-mar-24`, `mar 14 2024`, `14 mars 2024`, `2024 march 14`. */
function namedMonth(text: string): WrittenTime['date'] | null {
	const parts = text.match(/\d+|[\p{L}\p{M}][\p{L}\p{M}.]*/gu) ?? [];
	if (parts.length !== 3) return null;
	const at = parts.findIndex((part) => !/^\d+$/.test(part));
	const month = at < 0 ? null : monthOf(parts[at]!);
	const [first, second] = parts.filter((_, index) => index !== at);
	if (month === null || !/^\d{1,4}$/.test(first ?? '') || !/^\d{1,4}$/.test(second ?? '')) return null;
	const [year, day] = first!.length === 4 ? [first!, second!] : [second!, first!];
	return dateOf(year, String(month), day);
}
