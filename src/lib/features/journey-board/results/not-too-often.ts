/** What gathers before work is done, and how often it is done at most (ms). */
export interface Pace {
	readonly gather: number;
	readonly every: number;
}

/**
 * What an open tab shows beside the map – comments, days, codes – is on no board but this one, so it is fetched, not told
 * to everybody: soon after something happened at its own touchpoint, and not more often than anybody reads.
 */
export const READING_PACE: Pace = { gather: 300, every: 2_000 };

/** Does work soon after it was asked for, several askings at once, never more often than the pace. */
export function notTooOften(work: () => void, { gather, every }: Pace): { ask(): void; stop(): void } {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let doneAt = -Infinity;
	return {
		ask() {
			timer ??= setTimeout(
				() => {
					timer = undefined;
					doneAt = performance.now();
					work();
				},
				Math.max(gather, doneAt + every - performance.now())
			);
		},
		stop() {
			clearTimeout(timer);
			timer = undefined;
		}
	};
}
