/** How long the map must have stood still before everything is shown, ms. */
const REST = 120;
/** Ms of a frame that may go into showing more: while the map stands, and while it moves. */
const STANDING = 8;
const MOVING = 2;
/** A frame that took longer than this (ms) was late: then there is no time for more. */
const LATE = 21;

/**
 * What a card says beside its title and value comes after them: at once while the map stands, a little a frame while it
 * moves and frames come in time, and the rest as soon as it rests. So that what comes into sight costs little.
 */
export class Unfold {
	/** Shows something, and all that follows from it, at once: so that the time it takes is known. */
	readonly #now: (show: () => void) => void;
	readonly #waiting = new Set<() => void>();
	#moved = -Infinity;
	#frame = 0;
	#last = 0;
	#then: (() => void) | undefined;

	/** @param now Svelte's `flushSync` */
	constructor(now: (show: () => void) => void) {
		this.#now = now;
	}

	/** The map was moved. */
	moved(): void {
		this.#moved = performance.now();
	}

	/** Shows something when there is time. @returns takes it back */
	later(show: () => void): () => void {
		this.#waiting.add(show);
		this.#last = 0;
		this.#frame ||= requestAnimationFrame(this.#work);
		return () => this.#waiting.delete(show);
	}

	readonly #work = (now: number): void => {
		const late = this.#last === 0 || now - this.#last > LATE;
		this.#last = now;
		const rests = now - this.#moved > REST;
		if (rests || !late) {
			const end = performance.now() + (rests ? STANDING : MOVING);
			for (const show of this.#waiting) {
				this.#waiting.delete(show);
				this.#now(show);
				if (performance.now() > end) break;
			}
		}
		this.#frame = this.#waiting.size > 0 ? requestAnimationFrame(this.#work) : 0;
		if (this.#frame === 0) {
			this.#then?.();
			this.#then = undefined;
		}
	};

	/** Does something when all is shown that waits now, and what it brings. @returns takes it back */
	done(then: () => void): () => void {
		this.#then = then;
		this.#frame ||= requestAnimationFrame(this.#work);
		return () => (this.#then = undefined);
	}

	/** Nothing is shown any more. */
	stop(): void {
		cancelAnimationFrame(this.#frame);
		this.#waiting.clear();
	}
}
