const DAY = 24 * 60 * 60 * 1000;

/** After so many days a link may end. */
export const EXPIRY_DAYS = ['7', '30', '90'] as const;

/**
 * When a link ends.
 * @param ends days from now, `date`, or empty for never
 * @param lastDay through the whole of which it lets in, here
 */
export function expiresAt(ends: string, lastDay: string, now = Date.now()): string | null {
	if (ends === '') return null;
	return (ends === 'date' ? new Date(`${lastDay}T23:59:59`) : new Date(now + Number(ends) * DAY)).toISOString();
}
