import { addDays, startOfDay } from '#domain/shared/days.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Spans of days that are offered; `OWN_DAY` is a day of one's own choice. */
export const SPANS = [1, 7, 30, 90] as const;
export const OWN_DAY = 'own';

/**
 * The posted form of the invite dialog as the service's input. What is missing or no number goes on as it is, so that the
 * service says so: a limit that was cleared must not become "no limit".
 * @param timeZone IANA name: the last day of a link ends with the day there
 * @param now ms since 1970
 */
export function inviteInput(form: FormData, timeZone: string, now: number): Record<string, unknown> {
	const many = form.get('who') === 'many';
	return {
		role: form.get('role') ?? undefined,
		departmentId: form.get('departmentId') || null,
		note: form.get('note') || null,
		maxUses: !many ? 1 : form.get('unlimited') !== null ? null : numberOf(form.get('maxUses')),
		expiresAt: expiry(form, timeZone, now)
	};
}

const numberOf = (value: FormDataEntryValue | null): unknown => (value === null || value === '' ? '' : Number(value));

function expiry(form: FormData, timeZone: string, now: number): unknown {
	const days = form.get('days');
	// A form without the field asks for what is usual.
	if (days === null) return undefined;
	if (days !== OWN_DAY) {
		const span = Number(days);
		return span > 0 && span < 10_000 ? new Date(now + span * DAY_MS).toISOString() : String(days);
	}
	const day = String(form.get('until') ?? '');
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return day;
	// Its last millisecond, so that every list names that day and not the one after it.
	return new Date(startOfDay(timeZone, addDays(day, 1)).getTime() - 1).toISOString();
}
