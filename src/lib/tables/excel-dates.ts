const DAY_MS = 86_400_000;
/** Day 0 of workbooks that begin with 1900 (30 December 1899, since Excel has a 29 February 1900), and of those of 1904. */
const EPOCHS = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

/**
 * Does a number format show a date or a time? The formats without a code are built in; 27–36 and 50–58 are those of East
 * Asian versions (2026年1月15日 is 31).
 */
export function isDateFormat(id: number, code?: string): boolean {
	if (code === undefined)
		return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
	const bare = code
		.replace(/"[^"]*"|\\.|_./g, '')
		.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
		.split(';')[0]!;
	return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare.trim());
}

/** A day number as the wall's clock shows it, to the second; without a time of day where it has none. No zone is asked. */
export function serialText(serial: number, from1904: boolean): string {
	// 29 February 1900 is Excel's own; before it every day is one off.
	const days = !from1904 && serial < 60 ? serial + 1 : serial;
	const ms = EPOCHS[from1904 ? 1904 : 1900] + Math.round((days * DAY_MS) / 1000) * 1000;
	if (!Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return String(serial);
	const [day = '', time = ''] = new Date(ms).toISOString().split('T');
	const clock = time.slice(0, 8);
	if (serial >= 0 && serial < 1 && !from1904) return clock;
	return clock === '00:00:00' ? day : `${day} ${clock}`;
}
