import type { Touched } from '#contract/live-numbers.ts';
import type { BusMessage } from '../../bus/index.ts';

/** What the bus said since the last reading. */
export interface Said {
	/** By touchpoint. */
	readonly touched: ReadonlyMap<string, Touched>;
	/** Journeys whose touchpoints may be elsewhere. */
	readonly placed: ReadonlySet<string>;
	/** More may have been said than was heard. */
	readonly gap: boolean;
}

const nothing = () => ({ touched: new Map<string, Touched>(), placed: new Set<string>(), gap: false });

/** Gathers what the bus says until it is taken; what was taken in vain is given back. */
export class Heard {
	#said = nothing();

	get isEmpty(): boolean {
		return !this.#said.gap && !this.isSaid;
	}

	/** Something was said, be messages missing or not. */
	get isSaid(): boolean {
		return this.#said.touched.size > 0 || this.#said.placed.size > 0;
	}

	score({ touchpointId, at, correction, definitions }: Extract<BusMessage, { kind: 'score' }>): void {
		const before = this.#said.touched.get(touchpointId)?.answered ?? null;
		// One answer among corrections is still an answer.
		const answered = correction ? before : [...new Set([...(before ?? []), ...definitions])];
		this.#said.touched.set(touchpointId, { touchpointId, answered, at });
	}

	placed(journeyId: string): void {
		this.#said.placed.add(journeyId);
	}

	gap(): void {
		this.#said.gap = true;
	}

	take(): Said {
		const said = this.#said;
		this.#said = nothing();
		return said;
	}

	/** Nothing is lost: it is taken again with what has come since. */
	giveBack({ touched, placed, gap }: Said): void {
		const since = this.#said;
		const all = new Map(since.touched);
		for (const [id, one] of touched) {
			const later = since.touched.get(id);
			const answered = later?.answered && one.answered ? [...one.answered, ...later.answered] : null;
			all.set(id, { ...one, ...later, answered: answered ?? later?.answered ?? one.answered });
		}
		this.#said = { touched: all, placed: since.placed.union(placed), gap: since.gap || gap };
	}
}
