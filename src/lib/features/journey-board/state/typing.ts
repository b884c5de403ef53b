/** What is being typed on the board and is not in the map yet: nothing of it may go with a tab, a page or a scrolled-away card. */
export class Typing {
	/** Each with the document that it writes into. */
	readonly #fields = new Map<() => boolean | void, object | null>();
	#ahead = '';

	/**
	 * A field that somebody types in.
	 * @param keep puts into its document what stands there, and lets the person go on; false: it cannot stand there, and the
	 *   field says why
	 * @param of the document, where it is another than the map
	 * @returns takes the field off the list
	 */
	add(keep: () => boolean | void, of: object | null = null): () => void {
		this.#fields.set(keep, of);
		return () => this.#fields.delete(keep);
	}

	/**
	 * Before the tab closes or goes out of sight: everything typed so far goes into its document.
	 * @param of only what goes into this one
	 * @returns false when a field holds something that cannot stand there
	 */
	keep(of?: object): boolean {
		let whole = true;
		for (const [keep, document] of [...this.#fields])
			if ((of === undefined || of === document) && keep() === false) whole = false;
		return whole;
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
