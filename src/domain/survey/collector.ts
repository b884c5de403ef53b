/** May people answer through a collector? `expired` is closed by its own date. */
export const collectorStates = ['open', 'closed', 'expired'] as const;
export type CollectorState = (typeof collectorStates)[number];

export const collectorState = (
	collector: { readonly closedAt: Date | null; readonly closesAt: Date | null },
	now: Date
): CollectorState => {
	if (collector.closedAt !== null) return 'closed';
	return collector.closesAt !== null && collector.closesAt <= now ? 'expired' : 'open';
};

/** Somebody who opened the page while answering was possible may finish for this long. */
export const GRACE_MS = 30 * 60_000;

/** Whoever goes back and answers otherwise changes their answer for this long after it was received; then it stays. */
export const CHANGE_MS = 10 * 60_000;

/**
 * Did the page with this response id open while the collector was open, and not long ago? The id is a UUIDv7 made with
 * the page, so it carries the moment.
 */
export function mayFinish(
	responseId: string,
	collector: { readonly closedAt: Date | null; readonly closesAt: Date | null },
	now: Date
): boolean {
	const opened = parseInt(responseId.slice(0, 8) + responseId.slice(9, 13), 16);
	const ends = [collector.closedAt, collector.closesAt].filter((end) => end !== null).map((end) => end.getTime());
	const ended = Math.min(...ends);
	return opened < ended && now.getTime() - ended < GRACE_MS;
}
