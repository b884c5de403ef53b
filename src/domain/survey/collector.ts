/**
 * May people answer through a collector? `paused` is closed and meant to go on, `expired` closed by its own date, `early`
 * not begun by its own date, `full` has as many answers as it takes.
 */
export const collectorStates = ['open', 'paused', 'closed', 'expired', 'early', 'full'] as const;
export type CollectorState = (typeof collectorStates)[number];

/** When a collector takes answers. */
export interface CollectorTimes {
	readonly closedAt: Date | null;
	readonly closesAt: Date | null;
	readonly opensAt?: Date | null;
	readonly paused?: boolean;
}

/** @param full has it as many answers as it takes? (limits.ts) */
export const collectorState = (collector: CollectorTimes, now: Date, full = false): CollectorState => {
	const { closedAt, closesAt, opensAt = null, paused } = collector;
	if (closedAt !== null) return paused ? 'paused' : 'closed';
	if (closesAt !== null && closesAt <= now) return 'expired';
	if (opensAt !== null && opensAt > now) return 'early';
	return full ? 'full' : 'open';
};

/** Somebody who opened the page while answering was possible may finish for this long. */
export const GRACE_MS = 30 * 60_000;

/** Whoever goes back and answers otherwise changes their answer for this long after it was received; then it stays. */
export const CHANGE_MS = 10 * 60_000;

/** A link of somebody's own holds for this long. */
export const LINK_MS = 30 * 24 * 60 * 60_000;

/** What a thank-you adds: the answer took the place of an earlier one, or came too late to do so. */
export type ReceiptNote = 'changed' | 'first';

/**
 * Was a form loaded while the collector was open, and may it still be sent? `late`: more than the grace later; it is kept,
 * since it may have waited on a phone without network, but not counted unasked.
 * @param loaded from the form's ticket: the only time that the client cannot choose
 */
export function mayFinish(
	loaded: Date | null,
	collector: { readonly closedAt: Date | null; readonly closesAt: Date | null },
	now: Date
): 'in_time' | 'late' | 'no' {
	const ends = [collector.closedAt, collector.closesAt].filter((end) => end !== null).map((end) => end.getTime());
	const ended = Math.min(...ends);
	if (loaded === null || loaded.getTime() >= ended) return 'no';
	return now.getTime() - ended < GRACE_MS ? 'in_time' : 'late';
}
