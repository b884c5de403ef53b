import { SvelteMap } from 'svelte/reactivity';
import type { ResponseView } from '#contract/responses.ts';
import type { ResponseFilters } from '#domain/survey/index.ts';
import { api } from '#lib/api/client.ts';
import { saidOf } from '#lib/forms/said-of.ts';
import { PAGE } from './page-size.ts';

/** Pages that are kept; what is further away is read again. */
const KEPT = 60;

export interface FirstRows {
	readonly items: readonly ResponseView[];
	readonly next: string | null;
}

interface Answered {
	readonly items: ResponseView[];
	readonly next: string | null;
}

/**
 * A long list of answers, read where it is looked at. It is the list as of one instant: what arrives later is not in it. A page begins
 * where the one before ended (a cursor); whoever jumps counts on from the nearest place that is known.
 */
export class Rows {
	readonly #pages = new SvelteMap<number, readonly ResponseView[]>();
	readonly #cursors = new Map<number, string>();
	readonly #loading = new Set<number>();
	/** The last row that is known to be, where the end was seen. */
	#end = $state<number | null>(null);
	#seen = $state(0);
	failed = $state<string | null>(null);
	#stopped = new AbortController();

	readonly filters: ResponseFilters;
	readonly asOf: string;
	constructor(filters: ResponseFilters, asOf: string, first: FirstRows) {
		this.filters = filters;
		this.asOf = asOf;
		this.#put(0, first.items, first.next);
	}

	/** How many rows there are at least; all of them once the end was seen. */
	get known(): number {
		return this.#end ?? this.#seen;
	}
	get isWhole(): boolean {
		return this.#end !== null;
	}

	at(row: number): ResponseView | undefined {
		return this.#pages.get(Math.floor(row / PAGE))?.[row % PAGE];
	}

	/** Where an answer stands among what is loaded; −1: nowhere. */
	indexOf(id: string): number {
		for (const [page, items] of this.#pages) {
			const at = items.findIndex((one) => one.id === id);
			if (at >= 0) return page * PAGE + at;
		}
		return -1;
	}

	get loaded(): readonly ResponseView[] {
		return [...this.#pages.keys()].sort((a, b) => a - b).flatMap((page) => this.#pages.get(page)!);
	}

	/** An answer has become another: a tag, a decision, a correction. */
	replace(id: string, change: (row: ResponseView) => ResponseView): void {
		for (const [page, items] of this.#pages)
			if (items.some((one) => one.id === id))
				this.#pages.set(
					page,
					items.map((one) => (one.id === id ? change(one) : one))
				);
	}

	/** Reads what lies between these rows. */
	async need(from: number, to: number): Promise<void> {
		const first = Math.floor(Math.max(0, from) / PAGE);
		const last = Math.floor(Math.max(0, to) / PAGE);
		const wanted: number[] = [];
		for (let page = first; page <= last; page++)
			if (!this.#pages.has(page) && !this.#loading.has(page) && (this.#end === null || page * PAGE < this.#end))
				wanted.push(page);
		for (const page of wanted) await this.#load(page);
		this.#forgetFarFrom((first + last) / 2);
	}

	stop(): void {
		this.#stopped.abort();
	}

	async #load(page: number): Promise<void> {
		this.#loading.add(page);
		const known = [...this.#cursors.keys()].filter((at) => at <= page);
		const start = known.length === 0 ? 0 : Math.max(...known);
		try {
			const { items, next } = await api.get<Answered>('/responses', {
				query: {
					...this.filters,
					asOf: this.asOf,
					limit: PAGE,
					cursor: this.#cursors.get(start),
					skip: (page - start) * PAGE
				},
				signal: this.#stopped.signal
			});
			this.failed = null;
			this.#put(page, items, next);
		} catch (error) {
			if (!this.#stopped.signal.aborted) this.failed = saidOf(error);
		} finally {
			this.#loading.delete(page);
		}
	}

	#put(page: number, items: readonly ResponseView[], next: string | null): void {
		this.#pages.set(page, items);
		this.#seen = Math.max(this.#seen, page * PAGE + items.length);
		if (next !== null) this.#cursors.set(page + 1, next);
		else if (items.length > 0 || page === 0) this.#end = page * PAGE + items.length;
	}

	#forgetFarFrom(middle: number): void {
		const far = [...this.#pages.keys()].sort((a, b) => Math.abs(b - middle) - Math.abs(a - middle));
		for (const page of far.slice(0, Math.max(0, far.length - KEPT))) this.#pages.delete(page);
	}
}
