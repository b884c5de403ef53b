import { SvelteMap } from 'svelte/reactivity';

/** Longest that a pulse is kept, ms: the animation's own length. */
const PULSE = 4000;

/** What has just happened at the touchpoints of a map: marks that fade, and counters that open tabs follow. */
export class Happenings {
	/** Touchpoint → a number that grows with each answer. */
	readonly pulses = new SvelteMap<string, number>();
	onpulse: ((touchpointId: string) => void) | null = null;
	/** How often something happened at a touchpoint; at any of them. */
	readonly #at = new SvelteMap<string, number>();
	#anywhere = $state(0);
	/** Touchpoints at which something happened while nobody looked. */
	readonly #unseen = new Set<string>();
	readonly #fades = new Map<string, ReturnType<typeof setTimeout>>();

	/** Grows when something happened at this touchpoint: an answer, a correction, or more than is known. */
	at(touchpointId: string): number {
		return this.#anywhere + (this.#at.get(touchpointId) ?? 0);
	}

	/** Something happened that nobody tells: it may be anywhere. */
	anywhere(): void {
		this.#anywhere++;
	}

	/** @param hidden nobody looks: it counts once somebody does */
	happen(touchpointIds: readonly string[], hidden: boolean): void {
		for (const id of touchpointIds) {
			if (hidden) this.#unseen.add(id);
			else this.#at.set(id, (this.#at.get(id) ?? 0) + 1);
		}
	}

	/** Somebody looks again. */
	see(): void {
		const unseen = [...this.#unseen];
		this.#unseen.clear();
		this.happen(unseen, false);
	}

	/** Marks a touchpoint where an answer came in. */
	pulse(touchpointId: string): void {
		this.pulses.set(touchpointId, (this.pulses.get(touchpointId) ?? 0) + 1);
		clearTimeout(this.#fades.get(touchpointId));
		this.#fades.set(
			touchpointId,
			setTimeout(() => this.pulses.delete(touchpointId), PULSE)
		);
		this.onpulse?.(touchpointId);
	}

	close(): void {
		for (const timer of this.#fades.values()) clearTimeout(timer);
	}
}
