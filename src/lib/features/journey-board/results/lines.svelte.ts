import type { LinesView } from '#contract/results.ts';
import type { ScoreView } from '#domain/metrics/index.ts';
import { limitsOf } from '#lib/charts/format.ts';
import type { whichAsked } from '#lib/numbers/filter.ts';
import type { Days } from '#lib/numbers/period.ts';
import { linePath } from './line-path.ts';
import type { Results } from './results.svelte.ts';

/** Cards that come into sight within this time share a request, ms. */
const GATHER = 250;
/**
 * What is shown already is fetched anew so long after something happened there, ms: one answer moves a line of weeks by less
 * than is seen, and fifty open boards must not ask for it fifty times.
 */
const LATER = 300_000;
/** After a request that failed, ms. */
const AGAIN = 10_000;
/** Touchpoints of one request. */
const MOST = 60;

export interface LinesOptions {
	readonly results: Pick<Results, 'window' | 'which' | 'happenedAt'>;
	readonly fetch: (
		touchpoints: readonly string[],
		days: Days,
		which: ReturnType<typeof whichAsked>
	) => Promise<LinesView>;
	/** Does something when the browser has nothing better to do. */
	readonly idle: (work: () => void) => void;
}

interface Known {
	/** Of which answers. */
	readonly key: string;
	/** What had happened at the touchpoint when it was asked for. */
	readonly happened: number;
	readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * The small lines on the cards: fetched only of touchpoints whose cards are seen, some at once, and drawn when the browser
 * is idle. Where they cannot be had there are none: the results of a touchpoint say what is wrong.
 */
export class Lines {
	readonly #options: LinesOptions;
	#known = $state.raw<ReadonlyMap<string, Known>>(new Map());
	readonly #wanted = new Map<string, number>();
	/** What is on its way, or waits to be drawn. */
	readonly #coming = new Map<string, string>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#due = Infinity;
	#closed = false;
	readonly #key = $derived.by(() => {
		const { window, which } = this.#options.results;
		return JSON.stringify([window, which]);
	});

	constructor(options: LinesOptions) {
		this.#options = options;
	}

	/** Of the series that a card shows; null while there is none. */
	pathOf(touchpointId: string, score: ScoreView): string | null {
		const happened = this.#options.results.happenedAt(touchpointId);
		const known = this.#known.get(touchpointId);
		const same = known?.key === this.#key;
		if (!same || known.happened !== happened) this.#want(touchpointId, happened, same ? LATER : GATHER);
		const values = same ? known.values[score.definition] : undefined;
		return values === undefined ? null : linePath(values, limitsOf(score));
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#want(touchpointId: string, happened: number, within: number): void {
		if (this.#coming.get(touchpointId) === `${happened} ${this.#key}`) return;
		this.#wanted.set(touchpointId, happened);
		const due = performance.now() + within;
		if (this.#closed || due >= this.#due) return;
		clearTimeout(this.#timer);
		this.#due = due;
		this.#timer = setTimeout(() => void this.#fetch(), within);
	}

	async #fetch(): Promise<void> {
		this.#due = Infinity;
		const some = [...this.#wanted].slice(0, MOST);
		for (const [id] of some) this.#wanted.delete(id);
		const { window, which } = this.#options.results;
		const key = this.#key;
		const ids = some.map(([id]) => id);
		for (const [id, happened] of some) this.#coming.set(id, `${happened} ${key}`);
		const arrived = () => ids.forEach((id) => this.#coming.delete(id));
		try {
			const { lines } = await this.#options.fetch(ids, { from: window.from, to: window.to }, which);
			if (this.#closed) return;
			this.#options.idle(() => {
				const known = some.map(([id, happened]) => [id, { key, happened, values: lines[id] ?? {} }] as const);
				arrived();
				this.#known = new Map([...this.#known, ...known]);
			});
			if (this.#wanted.size > 0) this.#more(GATHER);
		} catch {
			arrived();
			for (const [id, happened] of some) if (!this.#wanted.has(id)) this.#wanted.set(id, happened);
			this.#more(AGAIN);
		}
	}

	#more(within: number): void {
		const [first] = this.#wanted;
		if (first) this.#want(first[0], first[1], within);
	}
}
