/** A time as it was written, before anybody knows which of its numbers is the day. */
export interface WrittenTime {
	/** Numbers of the date in the order in which they stand; or the date itself, where the writing leaves no doubt. */
	readonly date:
		readonly [string, string, string] | { readonly year: number; readonly month: number; readonly day: number };
	/** Seconds since midnight; null for a date alone. */
	readonly clock: number | null;
	/** Minutes ahead of UTC; null when the cell does not say. */
	readonly offset: number | null;
	/** A zone that the cell names. */
	readonly zone?: string | undefined;
}

/** An instant that needs no order and no zone. */
export interface WrittenInstant {
	readonly instant: number;
}

/** A date of its numbers as they are written; null when the year has a length that no year has. */
export function dateOf(year: string, month: string, day: string): { year: number; month: number; day: number } | null {
	if (year.length === 3 || year.length === 1 || year.length > 4) return null;
	return { year: fullYear(year), month: Number(month), day: Number(day) };
}

/**
 * Two digits up to 49 are of this century. Nobody was asked in the years that 50 to 89 would be, so these are Buddhist ones
 * (67 is 2567, 2024), as Excel writes them in Thailand; four digits of them are 543 ahead.
 */
function fullYear(text: string): number {
	const year = Number(text);
	if (text.length === 2) return year < 50 ? 2000 + year : year < 90 ? 2500 + year - 543 : 1900 + year;
	return year >= 2443 && year <= 2643 ? year - 543 : year;
}

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);

/** A bare number: a day number of a spreadsheet, a date without separators, seconds or milliseconds since 1970. */
export function numberAsTime(text: string): WrittenTime | WrittenInstant | null {
	const number = Number(text.replace(',', '.'));
	if (/^\d{5}(?:[.,]\d+)?$/.test(text) && number >= 25_569 && number < 80_000) {
		const seconds = Math.round((number % 1) * 86_400);
		const wall = new Date(EXCEL_EPOCH + Math.floor(number) * 86_400_000 + seconds * 1000);
		const date = { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() };
		const clock = wall.getUTCHours() * 3600 + wall.getUTCMinutes() * 60 + wall.getUTCSeconds();
		return { date, clock: /[.,]/.test(text) ? clock : null, offset: null };
	}
	// Milli-, micro- and nanoseconds as well. What could be 2024031419 is no second of the year 2034.
	const joined = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})?)?)?$/.exec(text);
	const seconds = /^(\d{10})(?:\d{3}|\d{6}|\d{9}|[.,]\d+)?$/.exec(text)?.[1];
	if (
		seconds !== undefined &&
		!(joined && Number(joined[2]) <= 12 && Number(joined[3]) <= 31 && Number(joined[4]) <= 23)
	)
		return Number(seconds) < 5e9 ? { instant: Number(seconds) * 1000 } : null;
	if (!joined) return null;
	const [, year, month, day, hour, minute = '0', second = '0'] = joined;
	const date = dateOf(year!, month!, day!);
	if (date === null || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59 || Number(second) > 59) return null;
	return {
		date,
		clock: hour === undefined ? null : Number(hour) * 3600 + Number(minute) * 60 + Number(second),
		offset: null
	};
}
