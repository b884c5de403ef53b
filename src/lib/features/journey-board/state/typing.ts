/** What is being typed on the board and is not in the map yet: nothing of it may go with a tab, a page or a scrolled-away card. */
export class Typing {
	readonly #fields = new Set<() => void>();
	#ahead = '';

	/**
	 * A field that somebody types in.
	 * @param keep puts into the map what stands there, and lets the person go on
	 * @returns takes the field off the list
	 */
	add(keep: () => void): () => void {
		this.#fields.add(keep);
		return () => this.#fields.delete(keep);
	}

	/** Before the tab closes or goes out of sight: everything typed so far goes into the map. */
	keep(): void {
		for (const keep of [...this.#fields]) keep();
	}

	/** A key that came before the field it was meant for stood on the screen. */
	early(key: string): void {
		this.#ahead = key === 'Backspace' ? this.#ahead.slice(0, -1) : this.#ahead + key;
	}

	/** What was typed early; the field takes it once. */
	takeEarly(): string {
		const text = this.#ahead;
		this.#ahead = '';
		return text;
	}
}
