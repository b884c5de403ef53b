import { SvelteSet } from 'svelte/reactivity';

/** Something other than cards that can be selected; always alone. */
export interface Head {
	readonly at: 'scene' | 'lane' | 'path';
	readonly id: string;
}

/** What is selected on the board: any number of touchpoints and cards, or one scene, lane or path. */
export class Selection {
	readonly ids = new SvelteSet<string>();
	head = $state.raw<Head | null>(null);
	#picking = $state(false);

	/** Cards are being picked by touch: each tap adds one or takes it away. Ends with the last of them. */
	get picking(): boolean {
		return this.#picking && this.ids.size > 0;
	}

	has(id: string): boolean {
		return this.ids.has(id);
	}

	get list(): readonly string[] {
		return [...this.ids];
	}

	/** The one selected touchpoint or card, when it is one. */
	get single(): string | null {
		return this.ids.size === 1 ? this.ids.values().next().value! : null;
	}

	get empty(): boolean {
		return this.ids.size === 0 && this.head === null;
	}

	/** Selects exactly these; does nothing when they are selected already. */
	set(ids: Iterable<string>): void {
		const next = new Set(ids);
		if (next.size > 0) this.head = null;
		else this.#picking = false;
		for (const id of this.ids) if (!next.has(id)) this.ids.delete(id);
		for (const id of next) this.ids.add(id);
	}

	pick(id: string): void {
		this.head = null;
		this.ids.add(id);
		this.#picking = true;
	}

	toggle(id: string): void {
		this.head = null;
		if (!this.ids.delete(id)) this.ids.add(id);
		if (this.ids.size === 0) this.#picking = false;
	}

	setHead(head: Head): void {
		this.clear();
		this.head = head;
	}

	clear(): void {
		this.#picking = false;
		this.ids.clear();
		this.head = null;
	}

	/** Forgets what does not exist any more. */
	keep(exists: (id: string) => boolean): void {
		for (const id of this.ids) if (!exists(id)) this.ids.delete(id);
		if (this.head && !exists(this.head.id)) this.head = null;
	}
}
