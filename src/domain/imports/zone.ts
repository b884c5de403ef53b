/** What a zone's clock shows at an instant, written as if it were UTC. */
export type ZoneClock = (instant: number) => number;

/** @param timeZone an IANA name; making a clock is slow, asking one is not */
export function zoneClock(timeZone: string): ZoneClock {
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		numberingSystem: 'latn',
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
		// Some versions of ICU write midnight as 24 all the same.
		return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour') % 24, part('minute'), part('second'));
	};
}

/** How far the zone's clock is ahead of UTC when it shows `wall`, ms. The second look settles hours beside a clock change. */
export function offsetAt(wall: number, timeZone: string | ZoneClock): number {
	const shows = typeof timeZone === 'string' ? zoneClock(timeZone) : timeZone;
	const first = shows(wall) - wall;
	return shows(wall - first) - (wall - first);
}

/** Abbreviations that mean one thing only. CST is Chicago and China, IST India, Ireland and Israel: not these. */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
	...{
		z: 0,
		utc: 0,
		gmt: 0,
		ut: 0,
		wet: 0,
		est: -300,
		edt: -240,
		cdt: -300,
		mst: -420,
		mdt: -360,
		pst: -480,
		pdt: -420
	},
	...{ cet: 60, cest: 120, mez: 60, mesz: 120, west: 60, eet: 120, eest: 180, msk: 180 },
	...{ hkt: 480, sgt: 480, awst: 480, jst: 540, kst: 540, aest: 600, aedt: 660, nzst: 720, nzdt: 780 }
};

/**
 * An offset as files write it – `Z`, `UTC`, `GMT+8`, `UTC-05:00`, `GMT+5:30`, `+08`, `+0800`, `-5`, `EST` – in minutes.
 * @returns null when it is none, or more than a clock on earth is off
 */
export function offsetMinutes(text: string): number | null {
	const zone = text.trim().toLowerCase();
	if (Object.hasOwn(ABBREVIATIONS, zone)) return ABBREVIATIONS[zone]!;
	const match = /^(?:(?:utc|gmt|ut)\s*)?([+-])\s?(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
	if (!match) return null;
	const [, sign, hours, minutes = '0'] = match;
	const total = Number(hours) * 60 + Number(minutes);
	return Number(minutes) < 60 && total <= 14 * 60 ? (sign === '-' ? -total : total) : null;
}

/**
 * The zone that a file names for its times: `Submit Date (UTC)`, `时间（GMT+8）`, `{"ImportId":"endDate","timeZone":"America/Denver"}`.
 * @param texts cells that stand above the times
 * @returns an IANA name, or an offset such as `+08:00`; null when none is named
 */
export function zoneIn(texts: readonly string[]): string | null {
	for (const text of texts) {
		const named =
			/"timeZone"\s*:\s*"([^"]+)"/.exec(text)?.[1] ?? /\b([A-Z][A-Za-z]+\/[A-Z][A-Za-z_/]+)\b/.exec(text)?.[1];
		if (named !== undefined && isZone(named)) return named;
		const inBrackets = /[([（【]\s*((?:UTC|GMT)?\s*(?:[+-]\s?\d{1,2}(?::?\d{2})?)?|Z)\s*[)\]）】]/i.exec(
			text.replace('−', '-')
		)?.[1];
		const bare = inBrackets?.trim() || /\b((?:UTC|GMT)(?:\s*[+-]\s?\d{1,2}(?::?\d{2})?)?)\s*$/i.exec(text)?.[1];
		const minutes = bare ? offsetMinutes(bare) : null;
		if (minutes !== null) return asOffset(minutes);
	}
	return null;
}

/** `+05:30`: what `Intl` takes as the name of a zone. */
export function asOffset(minutes: number): string {
	const two = (n: number): string => String(n).padStart(2, '0');
	const size = Math.abs(minutes);
	return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

export function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}
