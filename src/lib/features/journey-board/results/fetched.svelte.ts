/** Something fetched: keeps the last value while a newer one is on its way, and says why there is none. */
export class Fetched<T> {
	value = $state.raw<T | null>(null);
	/** A sentence for the reader. */
	error = $state<string | null>(null);
	readonly #fetch: () => Promise<T>;
	#asked = 0;

	constructor(fetch: () => Promise<T>) {
		this.#fetch = fetch;
	}

	async load(): Promise<void> {
		const asked = ++this.#asked;
		try {
			const value = await this.#fetch();
			if (asked !== this.#asked) return;
			this.value = value;
			this.error = null;
		} catch (error) {
			if (asked === this.#asked) this.error = error instanceof Error ? error.message : String(error);
		}
	}
}
