/** How much a room says to each of its readers (`limits.ts`). */
export interface PaceLimits {
	/** Messages a second to each reader that come from the others; Infinity: as many as there are. */
	readonly told: number;
	/** So many at once, after a quiet moment. */
	readonly toldAtOnce: number;
}

/** Kept for edits: a pointer that moves all the time must not make the next key wait. */
const FOR_EDITS = 2;
/** Presence waits no longer than this for edits (ms): people who type without pause do not freeze everybody's pointer. */
const LONGEST_WAIT = 250;

/**
 * What the messages to everybody in a room share: edits go first, and at once as long as they are few; what waits is joined,
 * edits into one message and presence into one. In any second a reader is sent `told + toldAtOnce` at most.
 */
export class Pace {
	readonly #perMs: number;
	readonly #atOnce: number;
	#left: number;
	#at: number;
	#presenceAt = -Infinity;
	#presenceWaits = false;

	constructor({ told, toldAtOnce }: PaceLimits, now: number) {
		this.#perMs = told / 1_000;
		this.#atOnce = toldAtOnce;
		this.#left = toldAtOnce;
		this.#at = now;
	}

	/** @returns 0: edits go now, and count; else in how many ms to ask again */
	edits(now: number): number {
		return this.#take(1 + (this.#presenceWaits && this.#isLate(now) ? 1 : 0), now);
	}

	/** @returns 0: presence goes now, and counts; else in how many ms to ask again */
	presence(now: number): number {
		const wait = this.#take(this.#isLate(now) ? 1 : 1 + FOR_EDITS, now);
		this.#presenceWaits = wait > 0;
		if (wait > 0) return Math.min(wait, Math.max(1, this.#presenceAt + LONGEST_WAIT - now));
		this.#presenceAt = now;
		return 0;
	}

	#isLate(now: number): boolean {
		return now - this.#presenceAt >= LONGEST_WAIT;
	}

	#take(needed: number, now: number): number {
		if (this.#perMs === Infinity) return 0;
		this.#left = Math.min(this.#atOnce, this.#left + (now - this.#at) * this.#perMs);
		this.#at = now;
		if (this.#left < needed) return Math.ceil((needed - this.#left) / this.#perMs);
		this.#left--;
		return 0;
	}
}
