import { generationsAside, keyOf } from '#document/local-copies.ts';
import type { SetAsideCopy } from '#document/set-aside.ts';
import type { JourneySnapshot } from '#domain/journey/index.ts';

/**
 * Edits of this person that this browser holds and that could not be merged, since the journey was replaced before they
 * were sent. Most boards have none, so the code that reads them is loaded only where there are.
 */
export class Aside {
	copies = $state.raw<readonly SetAsideCopy[]>([]);
	readonly #userId: string;
	readonly #document: string;
	#looked = false;

	constructor(userId: string, document: string) {
		this.#userId = userId;
		this.#document = document;
	}

	/** Once, when the map is in step with the server. */
	async look(map: () => JourneySnapshot): Promise<void> {
		if (this.#looked) return;
		this.#looked = true;
		if (!this.#any()) return;
		const { copiesSetAside } = await import('#document/set-aside.ts');
		this.copies = await copiesSetAside(this.#userId, this.#document, map);
	}

	/** Removes a copy for good. */
	async discard(copy: SetAsideCopy): Promise<void> {
		await copy.discard();
		this.copies = this.copies.filter((other) => other !== copy);
	}

	/** A browser that blocks all storage throws, and keeps none. */
	#any(): boolean {
		try {
			return generationsAside(keyOf(this.#userId, this.#document)).length > 0;
		} catch {
			return false;
		}
	}
}
